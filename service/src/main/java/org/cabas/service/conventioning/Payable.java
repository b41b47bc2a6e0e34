package org.cabas.service.conventioning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Coverage;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.simulate.Labels;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * What a fund pays, at most and as a rule, of each family of products at a place: its convention must not promise more. The most is looked
 * for among products of every make (labels, packing, NOVA group, origin), because a till that tells no lines is paid by the convention.
 *
 * @param most percent by the codes of all families, 0 for what the fund never pays there
 * @param usual percent of loose goods under the labels that the place is certified for
 */
record Payable(Map<String, Integer> most, Map<String, Integer> usual) {
    private static final int WHOLE = 100;
    private static final int LEAST_PROCESSED = 1;

    Payable {
        most = new LinkedHashMap<>(most);
        usual = new LinkedHashMap<>(usual);
    }

    /**
     * What a policy pays at a place.
     *
     * @param policy null where the fund has published none: then whatever people agree on
     */
    static Payable of(@Nullable Policy policy, FactSheet place) {
        if (policy == null
                || policy.tables().stream().noneMatch(table -> table.id().equals("eligibility"))) {
            return new Payable(each(family -> WHOLE), each(family -> WHOLE));
        }
        return new Payable(
                each(family -> most(policy, place, family)),
                each(family ->
                        paid(policy, place.and(FactSheet.product(family, Labels.of(place), null, null, false)))));
    }

    private static Map<String, Integer> each(Function<String, Integer> percent) {
        return Vocabulary.PRODUCT_FAMILIES.options().stream()
                .map(Domain.Option::code)
                .collect(Collectors.toMap(code -> code, percent, (one, other) -> one, LinkedHashMap::new));
    }

    private static int paid(Policy policy, FactSheet goods) {
        var hundredths = policy.coverage(goods).map(Coverage::hundredths).orElse(0L);
        return Math.toIntExact(hundredths / Money.ONE_PERCENT);
    }

    private static int most(Policy policy, FactSheet place, String family) {
        var labels = new ArrayList<@Nullable Set<String>>();
        labels.add(null);
        labels.add(Set.of());
        labels.add(Vocabulary.LABELS.options().stream().map(Domain.Option::code).collect(Collectors.toSet()));
        labels.add(Labels.of(place));
        var most = 0;
        for (var label : new HashSet<>(labels)) {
            for (var nova : Arrays.asList(null, LEAST_PROCESSED)) {
                for (var origin : Arrays.asList(null, "local")) {
                    for (var packaged : List.of(false, true)) {
                        var goods = FactSheet.product(family, label, nova, origin, packaged);
                        most = Math.max(most, paid(policy, place.and(goods)));
                    }
                }
            }
        }
        return most;
    }

    /** Whether the fund ever pays any of a family there. */
    boolean pays(String family) {
        return most.getOrDefault(family, 0) > 0;
    }

    /** The most that a convention on these families may promise, in percent. */
    int most(Collection<String> families) {
        return families.stream()
                .mapToInt(family -> most.getOrDefault(family, 0))
                .max()
                .orElse(0);
    }

    /**
     * What a convention on these families promises of a total whose lines nobody tells, so that nobody is paid too
     * much.
     */
    int proposed(Collection<String> families) {
        return families.stream()
                .mapToInt(family -> usual.getOrDefault(family, 0))
                .filter(percent -> percent > 0)
                .min()
                .orElseGet(() -> most(families));
    }
}
