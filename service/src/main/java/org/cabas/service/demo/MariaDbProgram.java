package org.cabas.service.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cabas.service.start.StartFailure;
import org.jspecify.annotations.Nullable;

/** How {@code mariadbd} is unpacked, makes its tables, is launched, and asked whether both accounts can come in. */
final class MariaDbProgram implements ServerProgram {
    /** How it is told where its data are. */
    static final String DATA = "--datadir=";

    private static final Pace PACE = new Pace(Duration.ofMillis(25), Duration.ofSeconds(5));

    private final Path binariesFolder;
    private final int wantedPort;
    private volatile @Nullable MariaDbBinaries binaries;
    private volatile @Nullable Accounts accounts;

    /** @param wantedPort the port on loopback, or 0 for any that is free */
    MariaDbProgram(Path binariesFolder, int wantedPort) {
        this.binariesFolder = binariesFolder;
        this.wantedPort = wantedPort;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    @Override
    public void unpack(Consumer<String> progress) throws StartFailure {
        binaries = MariaDbBinaries.in(binariesFolder, progress);
    }

    @Override
    public List<Integer> choosePorts(ServerFolder folder) throws IOException, StartFailure {
        if (wantedPort == 0) {
            return FreePorts.any(1);
        }
        var wanted = List.of(wantedPort);
        if (!FreePorts.areFree(wanted)) {
            throw new StartFailure(say("port.taken", wantedPort));
        }
        return wanted;
    }

    /** A server that makes its system tables in a new folder and ends. */
    @Override
    public Optional<Launch> installation(ServerFolder folder) {
        return Optional.of(() -> {
            var command = base(folder, folder.unfinishedData());
            command.add("--bootstrap");
            command.add("--silent-startup");
            command.add("--max-allowed-packet=8M");
            command.add("--net-buffer-length=16K");
            var process = ServerProcess.launch(new ProcessBuilder(command), folder);
            try (var statements = present(binaries).systemTables();
                    OutputStream input = process.getOutputStream()) {
                statements.transferTo(input);
            }
            return process;
        });
    }

    @Override
    public void prepare(ServerFolder folder) throws IOException {
        var kept = Accounts.keptIn(folder);
        folder.writeSecretly(initFile(folder), String.join(";\n", kept.statements(FreePorts.LOOPBACK)) + ";\n");
        accounts = kept;
    }

    /** A server that answers on the port, on loopback only, over TCP only and with passwords only. */
    @Override
    public Process serve(ServerFolder folder, List<Integer> ports) throws IOException {
        var command = base(folder, folder.data());
        command.addAll(List.of(
                "--port=" + ports.getFirst(),
                "--bind-address=" + FreePorts.LOOPBACK,
                "--socket=", // none: root can only come in by one
                "--skip-ssl", // loopback; with it a start takes ten times as long
                "--skip-name-resolve",
                "--init-file=" + initFile(folder),
                "--pid-file=" + folder.file("server.pid"),
                "--log-error=" + folder.log(),
                "--log-warnings=1", // not a line for each connection that a client drops
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--sql-mode=STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                "--max-connections=300", // a few pools of 50: two services and the tests that race
                "--table-open-cache=1000", // what fits in the 20 000 open files that machines often allow
                "--innodb-buffer-pool-size=256M", // the demonstration's data several times over
                "--innodb-flush-log-at-trx-commit=1")); // what is acknowledged is on disk
        return ServerProcess.launch(new ProcessBuilder(command), folder);
    }

    private List<String> base(ServerFolder folder, Path data) {
        var unpacked = present(binaries);
        var command = new ArrayList<String>();
        command.add(unpacked.program().toString());
        command.add("--no-defaults");
        command.add("--basedir=" + unpacked.home());
        command.add(DATA + data);
        command.add("--tmpdir=" + folder.temporary());
        command.add("--lc-messages-dir=" + unpacked.share());
        command.add("--character-sets-dir=" + unpacked.share().resolve("charsets"));
        command.add("--innodb-log-file-size=64M");
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root"); // it refuses to run as root unless told so
        }
        return command;
    }

    /** The statements that the server runs at each start; readable by its owner only, for it holds passwords. */
    private static Path initFile(ServerFolder folder) {
        return folder.file("init.sql");
    }

    @Override
    public boolean answers(List<Integer> ports) {
        var url = EmbeddedMariaDb.url(ports.getFirst(), Accounts.SCHEMA) + "?connectTimeout=2000&socketTimeout=2000";
        var owner = accounts().owner();
        var application = accounts().application();
        try (var first = DriverManager.getConnection(url, owner.user(), owner.password());
                var second = DriverManager.getConnection(url, application.user(), application.password())) {
            return first.isValid(1) && second.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Who can come in. */
    Accounts accounts() {
        return present(accounts);
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the database is not started");
        }
        return part;
    }
}
