package org.cabas.rules.policy;

import java.util.List;
import java.util.OptionalInt;
import org.cabas.rules.table.Domain;

/**
 * What a fund's protocol asks for at this point of a health follow-up.
 *
 * @param nextCheckUp when the next check-up is due, in months after the start; empty for none
 * @param actions what to do now, in the order of the protocol's list
 */
public record FollowUp(OptionalInt nextCheckUp, List<Domain.Option> actions) {
    public FollowUp {
        actions = List.copyOf(actions);
    }
}
