package org.cabas.service.authorization.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.purchase;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.Await;
import org.cabas.service.TestDatabase;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Till.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables are on a disk that gets full: a file system in memory, which only the administrator of a machine can make. Skipped
 * where it can't be made, and where the database's files are not on this machine.
 */
@MicronautTest(transactional = false)
@Timeout(300)
class DiskFullTest extends OnFaultyDatabase {
    private static final int MOST_PURCHASES = 20_000;
    private static final long ROOM_LEFT = 200_000;

    /** A file takes whole blocks of the disk, in bytes. */
    private static final long BLOCK = 4_096;

    @TempDir
    private Path disk = Path.of("");

    @Test
    void a_full_disk_refuses_nobody_and_when_there_is_room_again_the_same_keys_are_paid() throws Exception {
        var card = town.card(FUND, PLENTY);
        till.pay(purchase(card, gardener, 1));
        var tables = dataFolder().resolve(schema.name());
        assumeTrue(Files.isDirectory(tables), "the database's files are elsewhere");
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=100m", "cabas-test", disk.toString()), "no mount");
        try {
            TestDatabase.kill();
            move(tables, disk.resolve("tables"));
            Files.createSymbolicLink(tables, disk.resolve("tables"));
            TestDatabase.restart();
            Await.until("the service is there again", () -> till.available(card) == PLENTY - 1);

            leave(ROOM_LEFT);
            var body = purchase(card, gardener, 1);
            var answers = new ArrayList<Answer>();
            String key;
            do {
                key = Till.key();
                answers.add(till.pay(key, body));
            } while (answers.getLast().status() == 201 && answers.size() < MOST_PURCHASES);
            var paid = answers.size() - 1;
            assertThat(answers.subList(0, paid))
                    .allMatch(answer -> answer.decision().equals("approved"));
            assertAway(answers.getLast());
            System.out.println("  the disk was full after " + paid + " purchases");
            leave(100_000_000);

            assertThat(outcome(key, body).decision()).isEqualTo("approved");
            assertThat(till.available(card)).isEqualTo(PLENTY - paid - 2);
        } finally {
            TestDatabase.kill();
            if (Files.isSymbolicLink(tables)) {
                Files.delete(tables);
                move(disk.resolve("tables"), tables);
            }
            TestDatabase.restart();
            run("umount", disk.toString());
        }
    }

    private Path dataFolder() throws SQLException {
        try (var connection = direct();
                var rows = connection.createStatement().executeQuery("select @@datadir")) {
            rows.next();
            return Path.of(rows.getString(1));
        }
    }

    /** Makes the disk so small, or so large, that this many bytes are left. */
    private void leave(long bytes) throws Exception {
        long used;
        try (var files = Files.walk(disk)) {
            used = files.mapToLong(DiskFullTest::onDisk).sum();
        }
        assertThat(run("mount", "-o", "remount,size=" + (used + bytes), disk.toString()))
                .isTrue();
    }

    private static long onDisk(Path file) {
        try {
            return Files.isRegularFile(file) ? Math.ceilDiv(Files.size(file), BLOCK) * BLOCK : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) throws Exception {
        if (!run("mv", from.toString(), to.toString())) {
            throw new IOException("can't move " + from);
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor() == 0;
    }
}
