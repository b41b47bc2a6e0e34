package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/** A column of one choice or of yes and no: groups of options that every condition treats alike, then unknown. */
final class ListAxis implements Axis {
    private final Column column;

    /** The values of each group, in the order of the list. */
    private final List<List<Value>> groups;

    private final Map<Value, Integer> groupOf = new HashMap<>();

    private ListAxis(Column column, List<List<Value>> groups) {
        this.column = column;
        this.groups = groups;
        for (var i = 0; i < groups.size(); i++) {
            for (var value : groups.get(i)) {
                groupOf.put(value, i);
            }
        }
    }

    static ListAxis ofAnswers(Column column) {
        return new ListAxis(column, List.of(List.of(new Value.YesNo(true)), List.of(new Value.YesNo(false))));
    }

    static ListAxis ofOptions(Column column, Domain.Closed list, List<Condition> conditions) {
        return new ListAxis(
                column,
                alike(list, conditions).stream()
                        .map(codes ->
                                codes.stream().<Value>map(Value.Choice::new).toList())
                        .toList());
    }

    /** The codes of a list, those together that are named by the same conditions. */
    static List<List<String>> alike(Domain.Closed list, List<Condition> conditions) {
        var sets = conditions.stream().map(ListAxis::named).distinct().toList();
        var groups = new LinkedHashMap<BitSet, List<String>>();
        for (var option : list.options()) {
            var signature = new BitSet(sets.size());
            for (var i = 0; i < sets.size(); i++) {
                signature.set(i, sets.get(i).contains(option.code()));
            }
            groups.computeIfAbsent(signature, first -> new ArrayList<>()).add(option.code());
        }
        return List.copyOf(groups.values());
    }

    private static Set<String> named(Condition condition) {
        return switch (condition) {
            case Condition.OneOf(var codes) -> codes;
            case Condition.NoneOf(var codes) -> codes;
            case Condition.Any any -> Set.of();
            case Condition.IsUnknown unknown -> Set.of();
            case Condition.Is is -> Set.of();
            case Condition.Between between -> Set.of();
        };
    }

    @Override
    public Column column() {
        return column;
    }

    @Override
    public ClassRegion full() {
        return ClassRegion.run(0, column.mayBeUnknown() ? groups.size() : groups.size() - 1);
    }

    @Override
    public ClassRegion known() {
        return ClassRegion.run(0, groups.size() - 1);
    }

    @Override
    public ClassRegion unknown() {
        return column.mayBeUnknown() ? ClassRegion.run(groups.size(), groups.size()) : ClassRegion.EMPTY;
    }

    @Override
    public ClassRegion where(Condition condition) {
        if (condition instanceof Condition.Any) {
            return full();
        }
        if (condition instanceof Condition.IsUnknown) {
            return unknown();
        }
        var bits = new BitSet(groups.size());
        for (var i = 0; i < groups.size(); i++) {
            bits.set(i, condition.holdsFor(groups.get(i).getFirst()));
        }
        return ClassRegion.of(bits.toLongArray());
    }

    @Override
    public ClassRegion graspable(Region region, Region around) {
        var known = ((ClassRegion) around).first() < groups.size();
        return ((ClassRegion) region).and(known ? known() : unknown());
    }

    @Override
    public Value example(Region region) {
        var group = ((ClassRegion) region).first();
        return group == groups.size() ? Value.UNKNOWN : groups.get(group).getFirst();
    }

    @Override
    public String inFrench(Region region) {
        var some = (ClassRegion) region;
        if (known().within(some)) {
            return "";
        }
        if (some.first() == groups.size()) {
            return Wording.UNKNOWN;
        }
        if (!(column.domain() instanceof Domain.Closed list)) {
            return Wording.written(column, example(some));
        }
        var inside = new LinkedHashSet<String>();
        var outside = new LinkedHashSet<String>();
        for (var option : list.options()) {
            var group = groupOf.getOrDefault(new Value.Choice(option.code()), 0);
            (some.has(group) ? inside : outside).add(option.code());
        }
        return Wording.written(
                column, inside.size() <= outside.size() ? new Condition.OneOf(inside) : new Condition.NoneOf(outside));
    }
}
