package org.cabas.service;

import org.cabas.service.demo.Accounts;

/** A MariaDB server that tests can also mistreat. */
sealed interface TestServer permits EmbeddedServer, ContainerServer, ExternalServer {

    /** The server that this machine can have; says on standard output which, because a failure may depend on it. */
    static TestServer choose() {
        var wanted = System.getProperty("cabas.test.database", "");
        var server = switch (wanted) {
            case "embedded" -> new EmbeddedServer();
            case "container" -> new ContainerServer();
            case "" -> Docker.answersQuickly() ? new ContainerServer() : new EmbeddedServer();
            default -> new ExternalServer(wanted);
        };
        System.out.println("Tests run on " + server.description());
        return server;
    }

    String description();

    String url(String schema);

    Accounts accounts();

    /** Runs a statement that only an administrator may run. */
    void administer(String statement);

    void kill();

    void restart();

    void pause();

    void resume();
}
