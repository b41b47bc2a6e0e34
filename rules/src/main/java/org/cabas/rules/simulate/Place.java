package org.cabas.rules.simulate;

import java.util.List;
import java.util.function.Function;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;

/**
 * A place where members buy, or would like to.
 *
 * @param name what people call it
 * @param kind code of the kind of merchant
 * @param facts what is known of it, as a policy's tables ask for it
 * @param sold codes of the families that it sells, as far as anybody knows; all families where nobody does
 * @param conventioned whether it has a convention now
 */
public record Place(
        String id,
        String name,
        String kind,
        Function<Policy, FactSheet> facts,
        List<String> sold,
        boolean conventioned) {
    public Place {
        sold = List.copyOf(sold);
    }
}
