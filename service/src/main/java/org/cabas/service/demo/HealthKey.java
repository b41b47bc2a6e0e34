package org.cabas.service.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;

/**
 * The demonstration's key for people's health, made at its first start and kept in its folder, readable by its owner only. In production it
 * is given from outside, and is never beside the database.
 */
final class HealthKey {
    private static final String FILE = "health.key";
    private static final int BYTES = 32;

    private HealthKey() {}

    /** The key of the demonstration whose data are in a folder. */
    static String keptIn(Path data) throws StartFailure {
        var file = data.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartFailure(Wording.say("server.folder.unusable", file, Wording.reason(e)), e);
        }
    }

    /** As a whole or not at all: data that were sealed by half a key could never be read again. */
    private static void write(Path file) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var unfinished = file.resolveSibling(FILE + ".unfinished");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, Base64.getEncoder().encodeToString(bytes));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
