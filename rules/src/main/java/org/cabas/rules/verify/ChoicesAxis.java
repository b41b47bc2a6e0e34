package org.cabas.rules.verify;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/** A column of several choices, in groups of options that every condition treats alike. */
final class ChoicesAxis implements Axis {
    private final Column column;
    private final List<List<String>> groups;

    ChoicesAxis(Column column, Domain.Closed list, List<Condition> conditions) {
        this.column = column;
        this.groups = ListAxis.alike(list, conditions);
    }

    @Override
    public Column column() {
        return column;
    }

    @Override
    public ChoicesRegion full() {
        return ChoicesRegion.all(groups.size(), true, column.mayBeUnknown());
    }

    @Override
    public ChoicesRegion known() {
        return ChoicesRegion.all(groups.size(), true, false);
    }

    @Override
    public ChoicesRegion unknown() {
        return ChoicesRegion.all(groups.size(), false, column.mayBeUnknown());
    }

    @Override
    public ChoicesRegion where(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> full();
            case Condition.IsUnknown isUnknown -> unknown();
            case Condition.OneOf(var codes) -> ChoicesRegion.oneOf(groups.size(), groupsIn(codes));
            case Condition.NoneOf(var codes) -> ChoicesRegion.noneOf(groups.size(), groupsIn(codes));
            case Condition.Is is -> ChoicesRegion.all(groups.size(), false, false);
            case Condition.Between between -> ChoicesRegion.all(groups.size(), false, false);
        };
    }

    /** A set that a condition names holds all of a group or nothing of it. */
    private BitSet groupsIn(Set<String> codes) {
        var some = new BitSet(groups.size());
        for (var i = 0; i < groups.size(); i++) {
            some.set(i, codes.contains(groups.get(i).getFirst()));
        }
        return some;
    }

    @Override
    public ChoicesRegion graspable(Region region, Region around) {
        var some = (ChoicesRegion) region;
        return ((ChoicesRegion) around).hasKnown() ? some.knownPart() : unknown();
    }

    /** None of the choices where that will do, and few of them otherwise: one of each set still without any. */
    @Override
    public Value example(Region region) {
        var some = (ChoicesRegion) region;
        if (!some.hasKnown()) {
            return Value.UNKNOWN;
        }
        var chosen = new BitSet(groups.size());
        for (var set : some.present()) {
            if (!set.intersects(chosen)) {
                chosen.set(set.nextSetBit(0));
            }
        }
        var codes = new LinkedHashSet<String>();
        chosen.stream().forEach(group -> codes.add(groups.get(group).getFirst()));
        return new Value.Choices(codes);
    }

    @Override
    public String inFrench(Region region) {
        var some = (ChoicesRegion) region;
        if (!some.hasKnown()) {
            return Wording.UNKNOWN;
        }
        var absent = some.absent();
        if (some.present().isEmpty()) {
            return absent.isEmpty() ? "" : Wording.written(column, new Condition.NoneOf(codes(absent)));
        }
        if (absent.isEmpty() && some.present().size() == 1) {
            return Wording.written(
                    column, new Condition.OneOf(codes(some.present().getFirst())));
        }
        return "";
    }

    /**
     * A row for a gap need only say what is absent: the sets of which a choice has to be present are those that other rows
     * exclude, and those rows take the rest.
     */
    @Override
    public ChoicesRegion asCell(Region region) {
        var some = (ChoicesRegion) region;
        if (!some.hasKnown() || some.present().isEmpty()) {
            return some;
        }
        var absent = some.absent();
        return absent.isEmpty() ? known() : ChoicesRegion.noneOf(groups.size(), absent);
    }

    private Set<String> codes(BitSet some) {
        var codes = new LinkedHashSet<String>();
        some.stream().forEach(group -> codes.addAll(groups.get(group)));
        return codes;
    }
}
