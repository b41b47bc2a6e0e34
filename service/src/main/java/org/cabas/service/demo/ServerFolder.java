package org.cabas.service.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.cabas.service.demo.Accounts.Account;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one embedded server keeps everything it has: data, passwords, log. It belongs to one process at a time,
 * by a lock that the operating system takes back when that process ends, however it ends.
 */
final class ServerFolder implements AutoCloseable {
    private static final int PASSWORD_BYTES = 24;
    private static final int LOCK_TEXT_BYTES = 32;
    private static final String OWNER = "cabas_owner";
    private static final String APPLICATION = "cabas_service";

    private final Path root;
    private final FileChannel lock;

    private ServerFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Takes the folder, made if there is none; a failure when another process has it. */
    static ServerFolder claim(Path folder) throws StartFailure {
        try {
            Files.createDirectories(folder);
            var root = folder.toRealPath();
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            var channel = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                var holder = holder(channel);
                channel.close();
                throw new StartFailure(Wording.say("database.folder.taken", root, holder));
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new ServerFolder(root, channel);
        } catch (IOException e) {
            throw new StartFailure(Wording.say("database.folder.unusable", folder, Wording.reason(e)), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var text = ByteBuffer.allocate(LOCK_TEXT_BYTES);
        channel.read(text, 0);
        return StandardCharsets.US_ASCII.decode(text.flip()).toString();
    }

    /** Where MariaDB keeps its tables. */
    Path data() {
        return root.resolve("data");
    }

    /** Where tables are made before they are moved to {@link #data()}, so that an interrupted installation is none. */
    Path unfinishedData() {
        return root.resolve("data.unfinished");
    }

    /** Where MariaDB puts what it doesn't keep. */
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

    Path processIdFile() {
        return root.resolve("server.pid");
    }

    /** The statements that the server runs at each start; readable by its owner only, for it holds passwords. */
    Path writeInitFile(Accounts accounts) throws IOException {
        var file = root.resolve("init.sql");
        writeSecretly(file, String.join(";\n", accounts.statements("127.0.0.1")) + ";\n");
        return file;
    }

    /** The accounts, with passwords made at the first start and kept. */
    Accounts accounts() throws IOException {
        var file = root.resolve("passwords.properties");
        var kept = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        var accounts = new Accounts(account(OWNER, kept), account(APPLICATION, kept));
        var lines = List.of(line(accounts.owner()), line(accounts.application()), "");
        writeSecretly(file, String.join("\n", lines));
        return accounts;
    }

    private static Account account(String user, Properties kept) {
        @Nullable String password = kept.getProperty(user);
        return new Account(user, password == null ? newPassword() : password);
    }

    private static String line(Account account) {
        return account.user() + "=" + account.password();
    }

    /** Letters, digits, {@code -} and {@code _} only: it needs no quoting in SQL nor in a file of properties. */
    private static String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void writeSecretly(Path file, String text) throws IOException {
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
