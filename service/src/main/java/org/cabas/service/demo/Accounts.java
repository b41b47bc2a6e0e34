package org.cabas.service.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The two accounts of the database: one that owns the schema and changes it, one that the service works with and that can
 * neither create, alter nor drop a table. Both see {@code cabas} and the schemas whose names start with {@code cabas_}.
 */
public record Accounts(Account owner, Account application) {

    /** The schema of the service. */
    public static final String SCHEMA = "cabas";

    private static final int PASSWORD_BYTES = 24;
    private static final String PASSWORDS = "passwords.properties";
    private static final String OWNER = "cabas_owner";
    private static final String APPLICATION = "cabas_service";

    /** @param password never logged, hence the text of this record */
    public record Account(String user, String password) {
        @Override
        public String toString() {
            return "Account[" + user + "]";
        }
    }

    /** The accounts of an embedded server, with passwords made at its first start and kept in its folder. */
    static Accounts keptIn(ServerFolder folder) throws IOException {
        var accounts = keptIn(folder.root());
        folder.writeSecretly(
                folder.file(PASSWORDS), line(accounts.owner()) + "\n" + line(accounts.application()) + "\n");
        return accounts;
    }

    /** The accounts of an embedded server whose folder another process may have. */
    static Accounts keptIn(Path folder) throws IOException {
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

    /**
     * What an administrator runs to have schema and accounts, each on one line; running it again changes nothing, or puts the
     * passwords right.
     *
     * @param host from where the accounts may connect, as MariaDB writes it
     */
    public List<String> statements(String host) {
        return List.of(
                "CREATE DATABASE IF NOT EXISTS " + SCHEMA + " CHARACTER SET utf8mb4",
                createUser(owner, host),
                alterUser(owner, host),
                createUser(application, host),
                alterUser(application, host),
                grant("ALL PRIVILEGES", SCHEMA, owner, host),
                grant("ALL PRIVILEGES", SCHEMA + "\\_%", owner, host),
                grant("SELECT, INSERT, UPDATE, DELETE, EXECUTE", SCHEMA, application, host),
                grant("SELECT, INSERT, UPDATE, DELETE, EXECUTE", SCHEMA + "\\_%", application, host));
    }

    private static String createUser(Account account, String host) {
        return "CREATE USER IF NOT EXISTS " + at(account, host) + " IDENTIFIED BY '" + account.password() + "'";
    }

    private static String alterUser(Account account, String host) {
        return "ALTER USER " + at(account, host) + " IDENTIFIED BY '" + account.password() + "'";
    }

    private static String grant(String privileges, String schemas, Account account, String host) {
        return "GRANT " + privileges + " ON `" + schemas + "`.* TO " + at(account, host);
    }

    private static String at(Account account, String host) {
        return "'" + account.user() + "'@'" + host + "'";
    }
}
