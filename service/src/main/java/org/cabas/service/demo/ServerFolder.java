package org.cabas.service.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one embedded server keeps everything it has: data, passwords, log. It belongs to one process at a time,
 * by a lock that the operating system takes back when that process ends, however it ends.
 */
final class ServerFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String PORT = "server.port";

    private final Path root;
    private final FileChannel lock;

    private ServerFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Takes the folder, made if there is none; a failure when another process has it. */
    static ServerFolder claim(Path folder) throws StartFailure {
        try {
            var claimed = claimIfFree(folder);
            if (claimed == null) {
                throw new StartFailure(Wording.say("server.folder.taken", folder.toRealPath(), holder(folder)));
            }
            return claimed;
        } catch (IOException e) {
            throw new StartFailure(Wording.say("server.folder.unusable", folder, Wording.reason(e)), e);
        }
    }

    /** Takes the folder, made if there is none; null when another process has it. */
    static @Nullable ServerFolder claimIfFree(Path folder) throws IOException {
        Files.createDirectories(folder);
        var root = folder.toRealPath();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        var channel = FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            return null;
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(
                Long.toString(ProcessHandle.current().pid())));
        Files.deleteIfExists(root.resolve(PORT));
        return new ServerFolder(root, channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path folder) throws IOException {
        return Files.readString(folder.resolve(LOCK), StandardCharsets.US_ASCII);
    }

    /** Says on which port the server answers, to commands that are run beside it. */
    void tellPort(int port) throws IOException {
        writeSecretly(file(PORT), Integer.toString(port));
    }

    /** The port on which the server of a folder that is taken answers; none while it is starting. */
    static OptionalInt port(Path folder) throws IOException {
        var file = folder.resolve(PORT);
        return Files.exists(file) ? OptionalInt.of(Integer.parseInt(Files.readString(file))) : OptionalInt.empty();
    }

    /** The folder itself. */
    Path root() {
        return root;
    }

    /** Where the server keeps what it is for. */
    Path data() {
        return root.resolve("data");
    }

    /** Where data are made before they are moved to {@link #data()}, so that an interrupted installation is none. */
    Path unfinishedData() {
        return root.resolve("data.unfinished");
    }

    /** Where the server puts what it doesn't keep. */
    Path temporary() {
        return root.resolve("tmp");
    }

    /** What the server says. */
    Path log() {
        return root.resolve("server.log");
    }

    /** What the server said the time before. */
    Path previousLog() {
        return root.resolve("server.previous.log");
    }

    /** What else the program keeps. */
    Path file(String name) {
        return root.resolve(name);
    }

    /** Writes a file as a whole or not at all, readable by its owner only. */
    void writeSecretly(Path file, String text) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
