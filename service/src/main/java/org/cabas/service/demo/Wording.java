package org.cabas.service.demo;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences that the demonstration says to people, in French, from {@code messages/demo.properties}. */
final class Wording {
    private static final ResourceBundle SENTENCES = ResourceBundle.getBundle(
            "messages.demo",
            Locale.FRENCH,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private Wording() {}

    /** The sentence of that key with its blanks ({@code %s}, {@code %d}) filled in. */
    static String say(String key, Object... blanks) {
        return String.format(Locale.FRENCH, SENTENCES.getString(key), blanks);
    }

    /** Why a file or folder can't be used, in French for the reasons that people meet, as the system says it for others. */
    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> say("reason.denied", denied.getFile());
            case NoSuchFileException absent -> say("reason.absent", absent.getFile());
            case FileAlreadyExistsException other -> say("reason.not.a.folder", other.getFile());
            default -> failure.toString();
        };
    }
}
