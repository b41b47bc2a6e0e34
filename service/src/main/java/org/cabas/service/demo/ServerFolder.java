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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
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
    private static final String LOCK = "lock";
    private static final String PORT = "server.port";
    private static final String PASSWORDS = "passwords.properties";
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
            var claimed = claimIfFree(folder);
            if (claimed == null) {
                throw new StartFailure(Wording.say("database.folder.taken", folder.toRealPath(), holder(folder)));
            }
            return claimed;
        } catch (IOException e) {
            throw new StartFailure(Wording.say("database.folder.unusable", folder, Wording.reason(e)), e);
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
        writeSecretly(root.resolve(PORT), Integer.toString(port));
    }

    /** The port on which the server of a folder that is taken answers; none while it is starting. */
    static OptionalInt port(Path folder) throws IOException {
        var file = folder.resolve(PORT);
        return Files.exists(file) ? OptionalInt.of(Integer.parseInt(Files.readString(file))) : OptionalInt.empty();
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
        var accounts = accounts(root);
        var file = root.resolve(PASSWORDS);
        var lines = List.of(line(accounts.owner()), line(accounts.application()), "");
        writeSecretly(file, String.join("\n", lines));
        return accounts;
    }

    /** The accounts of a folder that another process may have. */
    static Accounts accounts(Path folder) throws IOException {
        var file = folder.resolve(PASSWORDS);
        var kept = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        return new Accounts(account(OWNER, kept), account(APPLICATION, kept));
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
