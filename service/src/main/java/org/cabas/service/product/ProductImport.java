package org.cabas.service.product;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;

/**
 * Brings files of products into the catalogue: exports of Open Food Facts and our own plain one. A file is read
 * twice, first to tell what is wrong with it, then to write it, so that a file of any size needs little memory. All
 * that is written is one transaction, announced once: every instance sees the whole import within two seconds, and a
 * killed one leaves nothing.
 */
@Singleton
public class ProductImport {
    private static final long TELL_AGAIN = Duration.ofSeconds(2).toNanos();

    private final Transactions transactions;
    private final Changes changes;

    public ProductImport(Transactions transactions, Changes changes) {
        this.transactions = transactions;
        this.changes = changes;
    }

    /**
     * What became of a file.
     *
     * @param read lines that have something on them, without the one that names the columns
     * @param leftOut lines that are no product
     * @param added products that were not in the catalogue
     * @param changed products that were there and differed
     * @param unchanged products that were there as they are
     */
    public record Outcome(long read, long leftOut, long added, long changed, long unchanged) {
        /** Products that the catalogue has now as the file says. */
        public long taken() {
            return added + changed + unchanged;
        }
    }

    /** What there is to take and to leave out. */
    private record Found(long read, long leftOut) {
        long sound() {
            return read - leftOut;
        }
    }

    /** Rolls back an import that another one is in the way of, or whose file changed under it. */
    private static final class Stopped extends Transactions.Undone {
        private final transient NotImportable reason;

        Stopped(NotImportable reason) {
            super(reason.sentence());
            this.reason = reason;
        }
    }

    /** Looks at the first line of a file, so that one that is of no use is told before anything is started for it. */
    public static void refuseOther(Path path) throws NotImportable {
        ProductFile.open(path).close();
    }

    /**
     * Imports a file.
     *
     * @param strict whether one bad line is enough to take nothing
     * @param faults is told each bad line as it is met, in French
     * @param progress is told what is being done, in French
     * @throws NotImportable where the file can't be read; nothing was written
     */
    public Outcome run(Path path, boolean strict, Consumer<String> faults, Consumer<String> progress)
            throws NotImportable {
        var found = check(path, faults, progress);
        if (found.sound() == 0 || (strict && found.leftOut() > 0)) {
            return new Outcome(found.read(), found.leftOut(), 0, 0, 0);
        }
        progress.accept(ImportWording.say("writing", found.sound()));
        try {
            return transactions.run(connection -> alone(connection, path, found, progress));
        } catch (Stopped stopped) {
            throw stopped.reason;
        }
    }

    private static Found check(Path path, Consumer<String> faults, Consumer<String> progress) throws NotImportable {
        var told = every(second -> progress.accept(ImportWording.say("reading.on", second)));
        try (var file = ProductFile.open(path)) {
            progress.accept(ImportWording.say("reading", path.getFileName(), file.formatInFrench()));
            var read = 0L;
            var leftOut = 0L;
            for (var row = file.next(); row != null; row = file.next()) {
                read++;
                if (row instanceof ProductRow.Faulty faulty) {
                    leftOut++;
                    faults.accept(faulty.inFrench());
                }
                told.accept(read);
            }
            return new Found(read, leftOut);
        }
    }

    /** One import at a time on a database: two would wait for each other's rows, or undo each other's work. */
    private Outcome alone(Connection connection, Path path, Found found, Consumer<String> progress)
            throws SQLException {
        if (!isOne(connection, "select get_lock(concat(database(), '.products'), 0)")) {
            throw new Stopped(new NotImportable(ImportWording.say("import.busy")));
        }
        try {
            return write(connection, path, found, progress);
        } catch (NotImportable unreadable) {
            throw new Stopped(unreadable);
        } finally {
            isOne(connection, "select release_lock(concat(database(), '.products'))");
        }
    }

    private Outcome write(Connection connection, Path path, Found found, Consumer<String> progress)
            throws SQLException, NotImportable {
        var told = every(second -> progress.accept(ImportWording.say("writing.on", second)));
        var batch = new CatalogueBatch(connection);
        var sound = 0L;
        try (var file = ProductFile.open(path)) {
            for (var row = file.next(); row != null; row = file.next()) {
                if (row instanceof ProductRow.Sound(var line, var product)) {
                    batch.add(product);
                    told.accept(++sound);
                }
            }
        }
        if (sound != found.sound()) {
            throw new NotImportable(ImportWording.say("file.changed", path));
        }
        batch.write();
        if (batch.added() + batch.changed() > 0) {
            changes.announce(connection, Products.TOPIC, Changes.ALL);
        }
        return new Outcome(found.read(), found.leftOut(), batch.added(), batch.changed(), batch.unchanged());
    }

    private static boolean isOne(Connection connection, String sql) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery(sql)) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }

    /** Passes a count on, but not more often than every two seconds. */
    private static LongConsumer every(LongConsumer telling) {
        return new LongConsumer() {
            private long last = System.nanoTime();

            @Override
            public void accept(long count) {
                var now = System.nanoTime();
                if (now - last >= TELL_AGAIN) {
                    last = now;
                    telling.accept(count);
                }
            }
        };
    }
}
