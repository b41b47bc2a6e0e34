package org.cabas.service;

import org.cabas.service.demo.Accounts;
import org.cabas.service.demo.Accounts.Account;
import org.opentest4j.TestAbortedException;

/**
 * A server that someone else runs, to try another version of MariaDB: {@code -Dcabas.test.database=jdbc:mariadb://host:port/}.
 * It has the schema and the accounts that {@link Accounts#statements} makes, with the password {@code cabas.test.password}. Tests
 * that would kill or stop it are skipped.
 */
final class ExternalServer implements TestServer {
    private final String address;
    private final String password = System.getProperty("cabas.test.password", "");

    ExternalServer(String address) {
        this.address = address;
    }

    @Override
    public String description() {
        return "external " + address;
    }

    @Override
    public String url(String schema) {
        return address + schema;
    }

    @Override
    public Accounts accounts() {
        return new Accounts(new Account("cabas_owner", password), new Account("cabas_service", password));
    }

    @Override
    public void administer(String statement) {
        throw notOurs();
    }

    @Override
    public void kill() {
        throw notOurs();
    }

    @Override
    public void restart() {
        throw notOurs();
    }

    @Override
    public void pause() {
        throw notOurs();
    }

    @Override
    public void resume() {
        throw notOurs();
    }

    private static TestAbortedException notOurs() {
        return new TestAbortedException("the server is not ours");
    }
}
