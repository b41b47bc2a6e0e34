package org.cabas.rules.exchange;

import org.cabas.rules.table.ColumnType;

/** The types of DMN's own (and one list type that {@link DmnWriting} defines) for the types of columns. */
final class DmnTypes {
    /** A list of strings; the name has a capital, so that it is no fact's. */
    static final String STRINGS = "tStrings";

    private DmnTypes() {}

    static String of(ColumnType type) {
        return switch (type) {
            case MONEY, NUMBER, WHOLE, PERCENT, MONTH -> "number";
            case CHOICE -> "string";
            case CHOICES -> STRINGS;
            case YES_NO -> "boolean";
            case DATE -> "date";
        };
    }

    static boolean isNumber(ColumnType type) {
        return of(type).equals("number");
    }
}
