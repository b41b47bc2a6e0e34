package org.cabas.rules.simulate;

import java.util.Set;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/** The labels that loose goods of a place carry, by what the place is certified for. */
public final class Labels {
    private static final Set<String> CERTIFIED = Set.of("en:eu-organic");
    private static final Set<String> GUARANTEED_BY_PEERS = Set.of("fr:nature-et-progres");

    private Labels() {}

    /** The labels; none where it is not certified, null where nobody knows whether it is. */
    public static @Nullable Set<String> of(FactSheet place) {
        return place.value(Fact.CERTIFICATION.id())
                .map(value -> value instanceof Value.Choice(var code) ? ofCode(code) : null)
                .orElse(null);
    }

    private static Set<String> ofCode(String certification) {
        return switch (certification) {
            case "certified" -> CERTIFIED;
            case "participatory_guarantee" -> GUARANTEED_BY_PEERS;
            default -> Set.of();
        };
    }
}
