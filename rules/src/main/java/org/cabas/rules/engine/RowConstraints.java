package org.cabas.rules.engine;

import static org.drools.model.PatternDSL.alphaIndexedBy;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.drools.model.Index.ConstraintType;
import org.drools.model.PatternDSL.PatternDef;

/**
 * The cells of one row as constraints of its rule. Each is named by the column and the constants it compares with:
 * Drools takes constraints of one name for one, evaluates them once for all rows that share them, and would lose rows
 * if two that differ had one name.
 */
final class RowConstraints {
    private final Slots slots;
    private final List<Column> columns;
    private final List<Condition> cells;

    /** @param cells one a column; {@link Condition#ANY} asks nothing */
    RowConstraints(Slots slots, List<Condition> cells) {
        this.slots = slots;
        this.columns = slots.columns();
        this.cells = cells;
    }

    /**
     * Adds all cells to the pattern.
     *
     * @param order the columns by index, those that tell rows apart by equality first: Drools hashes these, so that
     *     the rows of other values are never looked at
     */
    PatternDef<Case> addTo(PatternDef<Case> pattern, List<Integer> order) {
        var constrained = pattern;
        for (var column : order) {
            if (isEquality(columns.get(column), cells.get(column))) {
                constrained = add(constrained, column);
            }
        }
        for (var column : order) {
            if (!isEquality(columns.get(column), cells.get(column))) {
                constrained = add(constrained, column);
            }
        }
        return constrained;
    }

    /** Whether the cell holds for one value of its slot only. */
    static boolean isEquality(Column column, Condition cell) {
        return switch (cell) {
            case Condition.Any any -> false;
            case Condition.IsUnknown unknown -> true;
            case Condition.Is answer -> true;
            case Condition.Between(var from, var to) -> from == to;
            case Condition.OneOf(var codes) -> column.type() == ColumnType.CHOICE && codes.size() == 1;
            case Condition.NoneOf noneOf -> false;
        };
    }

    private PatternDef<Case> add(PatternDef<Case> pattern, int index) {
        var column = columns.get(index);
        return switch (cells.get(index)) {
            case Condition.Any any -> pattern;
            case Condition.IsUnknown unknown -> equal(pattern, index, Case.UNKNOWN);
            case Condition.Is(var yes) -> equal(pattern, index, Slots.answer(yes));
            case Condition.Between(var from, var to) -> between(pattern, index, from, to);
            case Condition.OneOf(var codes) -> {
                var options = slots.places(index, codes);
                yield column.type() == ColumnType.CHOICE && codes.size() == 1
                        ? equal(pattern, index, options.nextSetBit(0))
                        : amongst(pattern, index, options, true);
            }
            case Condition.NoneOf(var codes) -> amongst(pattern, index, slots.places(index, codes), false);
        };
    }

    private PatternDef<Case> equal(PatternDef<Case> pattern, int index, long value) {
        return pattern.expr(
                columns.get(index).id() + "=" + value,
                asked -> asked.slot(index) == value,
                alphaIndexedBy(Long.class, ConstraintType.EQUAL, index, asked -> asked.slot(index), value));
    }

    private PatternDef<Case> between(PatternDef<Case> pattern, int index, long from, long to) {
        if (from == to) {
            return equal(pattern, index, from);
        }
        // « at most » asks for the column's minimum too, which every known fact has and no unknown one.
        var least =
                from == Long.MIN_VALUE ? ((Domain.Ordered) columns.get(index).domain()).minimum() : from;
        var bounded = pattern.expr(
                columns.get(index).id() + ">=" + least,
                asked -> asked.slot(index) >= least,
                alphaIndexedBy(Long.class, ConstraintType.GREATER_OR_EQUAL, index, asked -> asked.slot(index), least));
        return to == Long.MAX_VALUE
                ? bounded
                : bounded.expr(
                        columns.get(index).id() + "<=" + to,
                        asked -> asked.slot(index) <= to,
                        alphaIndexedBy(
                                Long.class, ConstraintType.LESS_OR_EQUAL, index, asked -> asked.slot(index), to));
    }

    /** @param wanted whether one of the options has to be there, or none of them */
    private PatternDef<Case> amongst(PatternDef<Case> pattern, int index, BitSet options, boolean wanted) {
        var name = columns.get(index).id() + (wanted ? " in " : " not in ") + options;
        if (columns.get(index).type() == ColumnType.CHOICE) {
            return pattern.expr(
                    name,
                    asked -> !Objects.equals(asked.slot(index), Case.UNKNOWN)
                            && options.get(asked.slot(index).intValue()) == wanted);
        }
        return pattern.expr(name, asked -> {
            var chosen = asked.set(index);
            return chosen != null && chosen.intersects(options) == wanted;
        });
    }
}
