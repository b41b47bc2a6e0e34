package org.cabas.rules.table;

import java.util.Set;

/** One fact or one outcome. Unknown is a value of its own: it is neither zero, nor no, nor an empty list. */
public sealed interface Value {

    /** The value that is not known. */
    Value UNKNOWN = new Unknown();

    /** @param units in the unit of the column's {@link ColumnType}: cents, hundredths of a percent, days, months… */
    record Quantity(long units) implements Value {}

    /** @param code the code of one option of the column's list */
    record Choice(String code) implements Value {}

    /** @param codes the codes of options of the column's list, possibly none */
    record Choices(Set<String> codes) implements Value {
        public Choices {
            codes = Set.copyOf(codes);
        }
    }

    /** @param yes true for yes */
    record YesNo(boolean yes) implements Value {}

    /** Not known; all unknowns are equal. */
    record Unknown() implements Value {}
}
