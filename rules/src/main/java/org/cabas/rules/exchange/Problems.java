package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.List;

/** The problems found so far in one file. */
final class Problems {
    /** Nobody reads more, and a hostile file could otherwise make millions of them. */
    static final int MOST = 1_000;

    private final String sheet;
    private final List<Problem> found = new ArrayList<>();

    /** Of a file without sheets. */
    Problems() {
        this("");
    }

    /** Of one sheet. */
    Problems(String sheet) {
        this.sheet = sheet;
    }

    /** @param cell the index of the cell, from 0; -1 for a place that is no cell */
    void add(int line, int cell, String columnName, String message) {
        if (found.size() < MOST) {
            found.add(new Problem(sheet, line, cell + 1, columnName, message));
        }
        if (found.size() == MOST) {
            var more = "Il y a trop de problèmes\u00a0: seuls les " + MOST + " premiers sont donnés.";
            found.add(new Problem(sheet, line, cell + 1, "", more));
        }
    }

    /** @param cell the index of the cell, from 0 */
    void add(Line line, int cell, String columnName, String message) {
        add(line.number(), cell, columnName, message);
    }

    void add(Line line, int cell, String message) {
        add(line.number(), cell, "", message);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether reading on would tell nothing more. */
    boolean isFull() {
        return found.size() > MOST;
    }

    List<Problem> inReadingOrder() {
        return found.stream().sorted(Problem.IN_READING_ORDER).toList();
    }
}
