package org.cabas.service.start;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.cabas.service.language.Sentences;

/** What starting and stopping says to people, in French, from {@code messages/start.properties}. */
public final class Wording {
    private static final Sentences SENTENCES = new Sentences("start");

    private Wording() {}

    /** The sentence of that key with its blanks ({@code %s}, {@code %d}) filled in. */
    public static String say(String key, Object... blanks) {
        return SENTENCES.say(key, blanks);
    }

    /** Why a file or folder can't be used, in French for the reasons that people meet, as the system says it for others. */
    public static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> say("reason.denied", denied.getFile());
            case NoSuchFileException absent -> say("reason.absent", absent.getFile());
            case FileAlreadyExistsException other -> say("reason.not.a.folder", other.getFile());
            default -> failure.toString();
        };
    }
}
