package org.cabas.service.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.exchange.Reading;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.start.Wording;

/** A table, or facts, in a file of the person at the terminal. */
final class TableFile {
    private TableFile() {}

    /** The table in the file. */
    static DecisionTable table(Path file) throws Unreadable {
        return switch (CsvFormat.read(bytes(file))) {
            case Reading.Readable(var table) -> table;
            case Reading.Unreadable(var problems) -> throw new Unreadable(problems);
        };
    }

    /** What the file holds, if it isn't larger than a table or a file of facts may be. */
    static byte[] bytes(Path file) throws Unreadable {
        try {
            if (Files.isDirectory(file)) {
                throw new Unreadable(FrenchErrors.say("file.folder", file));
            }
            if (Files.size(file) > CsvFormat.MOST_BYTES) {
                throw new Unreadable(FrenchErrors.say("file.large", file));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Unreadable(FrenchErrors.say("file.unreadable", file, Wording.reason(e)));
        }
    }
}
