package org.cabas.rules.simulate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.simulate.Comparison.Group;
import org.jspecify.annotations.Nullable;

/** Better and worse off, by what households have in common; neighbours are merged until every one of the three may be told. */
final class Groups {
    /** Households of so many people, or more, are one group. */
    private static final int LARGE = 5;

    private final Crowd crowd;
    private final List<Home> homes;
    private final long[] gains;
    private final int months;

    /** @param gains cents that each household is better off over the span; negative where it is worse off */
    Groups(Crowd crowd, List<Home> homes, long[] gains, int months) {
        this.crowd = crowd;
        this.homes = homes;
        this.gains = gains;
        this.months = months;
    }

    private final class Counted {
        private final List<String> labels;
        private final BitSet all = new BitSet();
        private final BitSet better = new BitSet();
        private final BitSet same = new BitSet();
        private final BitSet worse = new BitSet();
        private long gained;

        private Counted(List<String> labels) {
            this.labels = labels;
        }

        private void add(int home) {
            all.set(home);
            (gains[home] > 0 ? better : gains[home] < 0 ? worse : same).set(home);
            gained += gains[home];
        }

        private Counted with(Counted other) {
            var both = new Counted(
                    Stream.concat(labels.stream(), other.labels.stream()).toList());
            for (var part : List.of(this, other)) {
                part.all.stream().forEach(both::add);
            }
            return both;
        }

        private boolean mayBeTold() {
            return Stream.of(all, better, same, worse).allMatch(crowd::mayBeTold);
        }

        private Group told() {
            return new Group(labels, crowd.of(all), crowd.of(better), crowd.of(same), crowd.of(worse), monthly());
        }

        private @Nullable Money monthly() {
            var parts = (long) all.cardinality() * months;
            return parts == 0
                    ? null
                    : Money.euroCents(gained).shares(List.of(1L, parts - 1)).getFirst();
        }
    }

    List<Group> bySize() {
        var groups = new ArrayList<Counted>();
        for (var people = 1; people <= LARGE; people++) {
            groups.add(new Counted(
                    List.of(people == 1 ? "1 personne" : people + " personnes" + (people == LARGE ? " ou plus" : ""))));
        }
        for (var home = 0; home < homes.size(); home++) {
            groups.get(Math.min(homes.get(home).people(), LARGE) - 1).add(home);
        }
        return told(groups);
    }

    /** By the rows of the contribution table in force, in its order; no group where the fund has no such table. */
    List<Group> byBracket(Policy inForce, Means means) {
        var table = Means.table(inForce, Means.CONTRIBUTION);
        if (table.isEmpty()) {
            return List.of();
        }
        var rows = table.get().rows();
        var groups = new ArrayList<Counted>();
        rows.forEach(row -> groups.add(new Counted(List.of(Sentences.row(table.get(), row)))));
        groups.add(new Counted(List.of("sans tranche")));
        for (var home = 0; home < homes.size(); home++) {
            var bracket = means.bracket(home);
            var index = 0;
            while (index < rows.size() && !rows.get(index).id().equals(bracket)) {
                index++;
            }
            groups.get(index).add(home);
        }
        return told(groups);
    }

    private List<Group> told(List<Counted> groups) {
        var people = groups.stream().filter(group -> !group.all.isEmpty()).toList();
        BinaryOperator<Counted> both = Counted::with;
        return crowd.mergedInOrder(people, group -> crowd.of(group.all), Counted::mayBeTold, both).stream()
                .map(Counted::told)
                .toList();
    }
}
