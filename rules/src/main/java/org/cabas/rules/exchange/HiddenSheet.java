package org.cabas.rules.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.cabas.rules.table.DecisionTable;

/**
 * The hidden sheet of a workbook: which rows its tables had, and the exact form of texts that spreadsheets change (tabs,
 * blanks, line ends). The ids themselves stand in the tables, where they move along with their rows; from here it is
 * known which of two copies is the one that didn't change, and which ids are taken although their rows are gone. A
 * workbook without it is read too.
 *
 * <pre>
 * cabas;1
 * ligne;contribution;R1;5f3a…      a row, with a sum over its cells
 * texte;contribution;R1;3;L\0009l    a text, with what spreadsheets change escaped
 * </pre>
 */
final class HiddenSheet {
    static final String NAME = "_cabas";

    /** Lists of choices stand to the right of the records, one a column. */
    static final int FIRST_LIST_COLUMN = 6;

    private static final String VERSION = "1";

    /** A backslash by itself means nothing. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:(\\\\)|([0-9a-f]{4}))?");

    private final Map<String, Map<String, String>> rows = new HashMap<>();
    private final Map<Place, String> texts = new HashMap<>();

    /** @param line the first cell of the line: a row's id, or a keyword */
    private record Place(String table, String line, String cell) {}

    private HiddenSheet() {}

    /** The hidden sheet of a workbook that has none. */
    static HiddenSheet none() {
        return new HiddenSheet();
    }

    static List<List<String>> records(List<DecisionTable> tables, List<SheetPlan> plans) {
        var records = new ArrayList<List<String>>();
        records.add(List.of("cabas", VERSION));
        for (var i = 0; i < tables.size(); i++) {
            var table = tables.get(i).id();
            var plan = plans.get(i);
            for (var record :
                    plan.records().subList(plan.headRows(), plan.records().size())) {
                records.add(List.of("ligne", table, record.getFirst(), sum(record)));
            }
            for (var record : plan.records()) {
                for (var cell = 1; cell < record.size(); cell++) {
                    if (isFragile(record.get(cell))) {
                        var place = Integer.toString(cell);
                        records.add(List.of("texte", table, record.getFirst(), place, escaped(record.get(cell))));
                    }
                }
            }
        }
        return records;
    }

    static HiddenSheet read(List<Line> lines) {
        var sheet = new HiddenSheet();
        for (var line : lines) {
            switch (line.cell(0)) {
                case "ligne" ->
                    sheet.rows
                            .computeIfAbsent(line.cell(1), unused -> new LinkedHashMap<>())
                            .put(line.cell(2), line.cell(3));
                case "texte" ->
                    sheet.texts.put(new Place(line.cell(1), line.cell(2), line.cell(3)), restored(line.cell(4)));
                default -> {}
            }
        }
        return sheet;
    }

    /** The ids of the rows that the table had, each with the sum over its cells. */
    Map<String, String> rows(String table) {
        return rows.getOrDefault(table, Map.of());
    }

    /**
     * The cell as it was written, when only what spreadsheets change has changed.
     *
     * @param line the first cell of the line
     */
    String original(String table, String line, int cell, String text) {
        var known = texts.get(new Place(table, line, Integer.toString(cell)));
        return known != null && squeezed(known).equals(squeezed(text)) ? known : text;
    }

    /** A sum over the cells of a row, without its id; spaces don't count. */
    static String sum(List<String> record) {
        var sum = new CRC32();
        for (var cell : record.subList(Math.min(1, record.size()), width(record))) {
            sum.update((squeezed(cell) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(sum.getValue());
    }

    private static int width(List<String> record) {
        return Math.max(1, new Line(1, record).width());
    }

    /** What is left of a text when no spreadsheet can change it any more. */
    private static String squeezed(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{Cc}]+", "");
    }

    /** Whether a spreadsheet may give the text back otherwise: tabs and carriage returns get lost, lines stay. */
    private static boolean isFragile(String text) {
        return text.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c));
    }

    private static String escaped(String text) {
        var out = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\') {
                out.append("\\\\");
            } else if (c == ' ' || Character.isISOControl(c)) {
                out.append(String.format("\\%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String restored(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? "\\"
                                : found.group(2) != null
                                        ? Character.toString(Integer.parseInt(found.group(2), 16))
                                        : ""));
    }
}
