package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.DecisionTable;

/** The tables of a workbook's sheets, whatever the workbook's format. */
final class WorkbookReading {
    private final List<ReadSheet> sheets;
    private final HiddenSheet hidden;
    private final List<DecisionTable> tables = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> sheetOfTable = new HashMap<>();

    private WorkbookReading(List<ReadSheet> sheets) {
        this.sheets = sheets;
        this.hidden = sheets.stream()
                .filter(sheet -> sheet.name().equals(HiddenSheet.NAME))
                .findFirst()
                .map(sheet -> HiddenSheet.read(sheet.lines()))
                .orElseGet(HiddenSheet::none);
    }

    static FileReading read(List<ReadSheet> sheets) {
        return new WorkbookReading(sheets).reading();
    }

    private FileReading reading() {
        for (var sheet : sheets) {
            if (sheet.name().equals(HiddenSheet.NAME)) {
                continue;
            }
            if (sheet.isTable()) {
                table(sheet);
            } else if (!sheet.lines().isEmpty()) {
                notes.add(new Note(sheet.name(), 0, "Cette feuille n'est pas une table\u00a0: elle n'est pas lue."));
            }
        }
        if (!problems.isEmpty()) {
            return new FileReading.Unreadable(problems);
        }
        return tables.isEmpty()
                ? FileReading.refused(
                        "Aucune feuille du classeur n'est une table\u00a0: la première colonne doit"
                                + " commencer par «\u00a0Table\u00a0», «\u00a0Titre\u00a0», «\u00a0Lecture\u00a0» et ainsi de suite.")
                : new FileReading.Tables(tables, notes);
    }

    private void table(ReadSheet sheet) {
        if (sheet.excess().isPresent()) {
            problems.add(sheet.excess().get());
            return;
        }
        var lines = new SheetLines(sheet, hidden, notes).lines();
        switch (TableReading.read(lines, sheet.problems())) {
            case Reading.Unreadable(var found) -> problems.addAll(found);
            case Reading.Readable(var table) -> {
                var other = sheetOfTable.putIfAbsent(table.id(), sheet.name());
                if (other == null) {
                    tables.add(table);
                } else {
                    problems.add(new Problem(
                            sheet.name(),
                            1,
                            0,
                            "",
                            "Cette feuille porte la même table que "
                                    + French.quoted(other) + ", " + French.quoted(table.id())
                                    + "\u00a0: gardez-en une, ou changez son nom court."));
                }
            }
        }
    }
}
