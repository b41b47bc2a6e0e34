package org.cabas.service;

import org.cabas.service.demo.Accounts;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

/** A MariaDB server that tests can also mistreat. */
sealed interface TestServer permits EmbeddedServer, ContainerServer, ExternalServer {

    /** The server that this machine can have; says on standard output which, because a failure may depend on it. */
    static TestServer choose() {
        var wanted = System.getProperty("cabas.test.database", "");
        var server = switch (wanted) {
            case "embedded" -> new EmbeddedServer();
            case "container" -> new ContainerServer();
            case "" -> Docker.answersQuickly() ? containerIfPossible() : new EmbeddedServer();
            default -> new ExternalServer(wanted);
        };
        System.out.println("Tests run on " + server.description());
        return server;
    }

    /** Docker may answer and have no such image, nor a network to get it from. */
    private static TestServer containerIfPossible() {
        try {
            return new ContainerServer();
        } catch (ContainerLaunchException | ContainerFetchException e) {
            System.out.println("Docker answers, but the container doesn't start: " + e);
            return new EmbeddedServer();
        }
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
