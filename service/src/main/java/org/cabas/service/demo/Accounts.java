package org.cabas.service.demo;

import java.util.List;

/**
 * The two accounts of the database: one that owns the schema and changes it, one that the service works with and that can
 * neither create, alter nor drop a table. Both see {@code cabas} and the schemas whose names start with {@code cabas_}.
 */
public record Accounts(Account owner, Account application) {

    /** The schema of the service. */
    public static final String SCHEMA = "cabas";

    /** @param password never logged, hence the text of this record */
    public record Account(String user, String password) {
        @Override
        public String toString() {
            return "Account[" + user + "]";
        }
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
