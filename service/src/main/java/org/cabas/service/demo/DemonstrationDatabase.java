package org.cabas.service.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.cabas.service.demo.EmbeddedMariaDb.Settings;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The database of a demonstration, for a command that is run by itself: that of the demonstration which is running, or else one
 * started on the same data for as long as the command takes.
 */
public final class DemonstrationDatabase implements AutoCloseable {
    private final String url;
    private final Accounts accounts;
    private final @Nullable EmbeddedMariaDb started;

    private DemonstrationDatabase(String url, Accounts accounts, @Nullable EmbeddedMariaDb started) {
        this.url = url;
        this.accounts = accounts;
        this.started = started;
    }

    /**
     * Finds the database, or starts it.
     *
     * @param data the folder of the demonstration
     * @param binaries where the database's program is unpacked
     * @param progress is told each step, in French
     */
    public static DemonstrationDatabase open(Path data, Path binaries, Consumer<String> progress)
            throws StartFailure, InterruptedException {
        var folder = folder(data);
        if (!Files.exists(folder)) {
            throw new StartFailure(Wording.say("database.none", data.toAbsolutePath()));
        }
        try (var free = ServerFolder.claimIfFree(folder)) {
            if (free == null) {
                return running(data, folder);
            }
        } catch (IOException e) {
            throw new StartFailure(Wording.say("server.folder.unusable", folder, Wording.reason(e)), e);
        }
        var database = new EmbeddedMariaDb(new Settings(folder, binaries, 0, false), progress);
        database.start();
        return new DemonstrationDatabase(database.url(), database.accounts(), database);
    }

    private static DemonstrationDatabase running(Path data, Path folder) throws StartFailure, IOException {
        var port = ServerFolder.port(folder);
        if (port.isEmpty()) {
            throw new StartFailure(Wording.say("database.not.ready", data.toAbsolutePath()));
        }
        var url = EmbeddedMariaDb.url(port.getAsInt(), Accounts.SCHEMA);
        return new DemonstrationDatabase(url, Accounts.keptIn(folder), null);
    }

    /** Where a demonstration keeps its database. */
    static Path folder(Path data) {
        return data.resolve("mariadb");
    }

    /** The address for JDBC. */
    public String url() {
        return url;
    }

    /** Who can come in. */
    public Accounts accounts() {
        return accounts;
    }

    /** Ends the server if it was started for this; leaves that of a running demonstration alone. */
    @Override
    public void close() throws InterruptedException {
        if (started != null) {
            started.close();
        }
    }
}
