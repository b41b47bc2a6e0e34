package org.cabas.service;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.cabas.service.demo.Accounts;
import org.cabas.service.demo.Accounts.Account;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.utility.DockerImageName;

/** MariaDB in a container, with the settings of the embedded server; it keeps its port when it is killed and started again. */
final class ContainerServer implements TestServer {
    private static final String IMAGE = System.getProperty("cabas.test.image", "mariadb:11.4");
    private static final int PORT = 3306;
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Accounts accounts =
            new Accounts(new Account("cabas_owner", "owner"), new Account("cabas_service", "service"));
    private final String host = DockerClientFactory.instance().dockerHostIpAddress();
    private final int port = freePort();
    private final MariaDBContainer container;

    ContainerServer() {
        container = new MariaDBContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("mariadb"))
                .withUsername("root")
                .withPassword("root")
                .withEnv("MARIADB_INITDB_SKIP_TZINFO", "1") // nothing here names a zone, and loading them takes seconds
                .withCreateContainerCmdModifier(command -> command.withHostConfig(HostConfig.newHostConfig()
                        .withPortBindings(PortBinding.parse(listenAddress() + ":" + port + ":" + PORT))))
                .withCommand(
                        "--character-set-server=utf8mb4",
                        "--default-time-zone=+00:00",
                        "--sql-mode=STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                        "--max-connections=300",
                        "--skip-name-resolve");
        container.start();
        try (var connection = DriverManager.getConnection(url(""), "root", "root");
                var statement = connection.createStatement()) {
            for (var sql : accounts.statements("%")) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the container's port is published: as narrowly as whoever runs the tests can still reach it. */
    private String listenAddress() {
        if (host.equals("localhost")) {
            return "127.0.0.1";
        }
        return host.matches("[0-9.]+") ? host : "0.0.0.0";
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String description() {
        return "container " + container.getDockerImageName();
    }

    @Override
    public String url(String schema) {
        return "jdbc:mariadb://" + host + ":" + port + "/" + schema;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public void administer(String administration) {
        try (var connection = DriverManager.getConnection(url(""), "root", "root");
                var statement = connection.createStatement()) {
            statement.execute(administration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void kill() {
        var docker = container.getDockerClient();
        docker.killContainerCmd(container.getContainerId()).withSignal("KILL").exec();
        docker.waitContainerCmd(container.getContainerId()).start().awaitStatusCode();
    }

    @Override
    public void restart() {
        var docker = container.getDockerClient();
        var state =
                docker.inspectContainerCmd(container.getContainerId()).exec().getState();
        if (!Boolean.TRUE.equals(state.getRunning())) {
            docker.startContainerCmd(container.getContainerId()).exec();
        }
        var patience = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("the container's server doesn't answer: " + container.getLogs());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean answers() {
        var owner = accounts.owner();
        try (var connection = DriverManager.getConnection(url("cabas"), owner.user(), owner.password())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void pause() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }
}
