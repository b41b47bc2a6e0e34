package org.cabas.service.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cabas.rules.exchange.Exchange;
import org.cabas.rules.exchange.FileReading;
import org.cabas.rules.exchange.Format;
import org.cabas.rules.exchange.Note;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.start.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cabas convert ENTREE SORTIE}: tables from one kind of file to another, without server or database. */
@Command(name = "convert")
final class ConvertCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "ENTREE", descriptionKey = "convert.in")
    private Path in = Path.of("");

    @Parameters(index = "1", paramLabel = "SORTIE", descriptionKey = "convert.out")
    private Path out = Path.of("");

    @Option(names = "--table", paramLabel = "NOM", descriptionKey = "convert.table")
    private String only = "";

    @Option(names = "--format", paramLabel = "FORMAT", descriptionKey = "convert.format")
    private Format inFolder = Format.CSV;

    private final List<DecisionTable> tables = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    @Override
    public Integer call() {
        var console = command.commandLine();
        try {
            read();
            var written = write();
            for (var note : notes) {
                console.getOut().println(FrenchErrors.say("convert.note", note.inFrench()));
            }
            for (var file : written) {
                console.getOut().println(FrenchErrors.say("convert.done", file));
            }
            return notes.isEmpty() ? Cabas.DONE : Cabas.FINDINGS;
        } catch (Unreadable failure) {
            console.getErr().println(failure.sentences());
            return Cabas.NOT_DONE;
        } finally {
            console.getOut().flush();
        }
    }

    /** The tables of the file, or of every file of the folder; every problem of all of them at once. */
    private void read() throws Unreadable {
        var problems = new ArrayList<String>();
        for (var file : files()) {
            switch (Exchange.read(String.valueOf(file.getFileName()), TableFile.bytes(file))) {
                case FileReading.Tables(var found, var remarks) -> {
                    tables.addAll(found);
                    notes.addAll(remarks);
                }
                case FileReading.Unreadable(var found) -> problems.add(new Unreadable(found).inFrench(file));
            }
        }
        if (!problems.isEmpty()) {
            throw new Unreadable(String.join("\n", problems));
        }
        var ids = tables.stream().map(DecisionTable::id).toList();
        if (!only.isEmpty()) {
            tables.removeIf(table -> !table.id().equals(only));
            if (tables.isEmpty()) {
                throw new Unreadable(FrenchErrors.say("convert.no.table", only, String.join(", ", ids)));
            }
        }
        var seen = new HashSet<String>();
        for (var table : tables) {
            if (!seen.add(table.id())) {
                throw new Unreadable(FrenchErrors.say("convert.twice", table.id()));
            }
        }
    }

    private List<Path> files() throws Unreadable {
        if (!Files.isDirectory(in)) {
            return List.of(in);
        }
        try (var entries = Files.list(in)) {
            var files = entries.filter(Files::isRegularFile)
                    .filter(file -> Format.ofName(file.toString()).isPresent())
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new Unreadable(FrenchErrors.say("convert.empty", in));
            }
            return files;
        } catch (IOException e) {
            throw new Unreadable(FrenchErrors.say("file.unreadable", in, Wording.reason(e)));
        }
    }

    /** Writes the file, or one file a table into the folder. */
    private List<Path> write() throws Unreadable {
        var named = Format.ofName(out.toString());
        var isFolder = Files.isDirectory(out) || named.isEmpty();
        if (named.isEmpty() && String.valueOf(out.getFileName()).contains(".") && !Files.isDirectory(out)) {
            throw new Unreadable(FrenchErrors.say("convert.unknown", out));
        }
        if (!isFolder && !named.get().holdsSeveral() && tables.size() > 1) {
            var ids = tables.stream().map(DecisionTable::id).collect(Collectors.joining(", "));
            throw new Unreadable(FrenchErrors.say("convert.several", out, ids));
        }
        var written = new ArrayList<Path>();
        try {
            if (isFolder) {
                Files.createDirectories(out);
            }
            for (var file : Exchange.write(tables, isFolder ? inFolder : named.get())) {
                var path = isFolder ? out.resolve(file.name()) : out;
                Files.write(path, file.bytes());
                written.add(path);
            }
        } catch (IOException e) {
            throw new Unreadable(FrenchErrors.say("convert.unwritable", out, Wording.reason(e)));
        }
        return written;
    }
}
