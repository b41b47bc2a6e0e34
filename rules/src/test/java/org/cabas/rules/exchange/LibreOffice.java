package org.cabas.rules.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** LibreOffice without its windows, where it is installed: opens files and saves them again. */
final class LibreOffice {
    /** {@code 1} where its absence is a failure, not a reason to skip. */
    private static final String REQUIRED = "CABAS_LIBREOFFICE_REQUIRED";

    private static final int MINUTES = 10;

    private final Path program;
    private final Path folder;

    private LibreOffice(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** @param folder for its profile */
    static Optional<LibreOffice> find(Path folder) {
        var found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(path -> Stream.of(Path.of(path, "soffice"), Path.of(path, "libreoffice")))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && "1".equals(System.getenv(REQUIRED))) {
            throw new IllegalStateException("LibreOffice isn't installed, and " + REQUIRED + " is 1");
        }
        return found.map(program -> new LibreOffice(program, folder));
    }

    /** Opens each file, and saves it in another folder. */
    void convert(List<Path> files, Format to, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        var command = Stream.concat(
                        Stream.of(
                                program.toString(),
                                "-env:UserInstallation="
                                        + folder.resolve("profile").toUri(),
                                "--headless",
                                "--norestore",
                                "--convert-to",
                                to.extension(),
                                "--outdir",
                                into.toString()),
                        files.stream().map(Path::toString))
                .toList();
        var log = Files.createTempFile(folder, "libreoffice", ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(Files.readString(log));
        }
    }
}
