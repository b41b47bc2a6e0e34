package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cabas.rules.exchange.SheetPlan.DropDown;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Spelling;

/**
 * What a workbook of tables holds, whatever its format: a sheet a table, and the hidden sheet.
 *
 * @param sheets one a table
 * @param hidden the records of the hidden sheet
 * @param lists the choices of drop-downs, each list once; they stand in the hidden sheet, because a list written into
 *     a cell's rule may neither be long nor hold commas
 */
record WorkbookPlan(List<SheetPlan> sheets, List<List<String>> hidden, List<List<String>> lists) {
    private static final int LONGEST_NAME = 27;

    static WorkbookPlan of(List<DecisionTable> tables) {
        var sheets = new ArrayList<SheetPlan>();
        var names = new HashSet<String>();
        names.add(HiddenSheet.NAME);
        for (var table : tables) {
            sheets.add(SheetPlan.of(name(table, names), table));
        }
        var lists = sheets.stream()
                .flatMap(sheet -> sheet.dropDowns().stream())
                .map(DropDown::choices)
                .distinct()
                .toList();
        return new WorkbookPlan(sheets, HiddenSheet.records(tables, sheets), lists);
    }

    /** The title as far as a sheet may be called so; no two sheets have one name. */
    private static String name(DecisionTable table, Set<String> names) {
        var plain = Spelling.spaced(table.title().replaceAll("[^\\p{L}\\p{M}\\p{N} ,.()’-]", " "));
        var name =
                plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME).strip() : plain;
        var base = name.isEmpty() || !Character.isLetterOrDigit(name.charAt(0)) ? table.id() : name;
        base = base.length() > LONGEST_NAME ? base.substring(0, LONGEST_NAME) : base;
        var unique = base;
        for (var n = 2; !names.add(Spelling.fold(unique)); n++) {
            unique = base + " " + n;
        }
        return unique;
    }

    /** The column of the hidden sheet in which the choices stand, from its first row down. */
    int listColumn(DropDown dropDown) {
        return HiddenSheet.FIRST_LIST_COLUMN + lists.indexOf(dropDown.choices());
    }

    /** The rows of the hidden sheet, lists and all. */
    List<List<String>> hiddenRows() {
        var rows = new ArrayList<List<String>>();
        var height = Math.max(
                hidden.size(), lists.stream().mapToInt(List::size).max().orElse(0));
        for (var i = 0; i < height; i++) {
            var row = new ArrayList<String>(i < hidden.size() ? hidden.get(i) : List.of());
            while (row.size() < HiddenSheet.FIRST_LIST_COLUMN) {
                row.add("");
            }
            for (var list : lists) {
                row.add(i < list.size() ? list.get(i) : "");
            }
            rows.add(row);
        }
        return rows;
    }
}
