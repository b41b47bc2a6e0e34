package org.cabas.rules.purchase;

import java.util.List;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Rule;

/**
 * Under which a place sells to a fund's members: its convention, and what is known of it.
 *
 * @param name what people call the place
 * @param families codes of the product families that its convention covers
 * @param coverage percent of a purchase whose lines are not told, 0 to 100
 * @param rule the row that decided the convention
 * @param facts of the place, as the policy's tables ask for them
 */
public record Terms(String name, List<String> families, int coverage, Rule rule, FactSheet facts) {
    public Terms {
        families = List.copyOf(families);
    }
}
