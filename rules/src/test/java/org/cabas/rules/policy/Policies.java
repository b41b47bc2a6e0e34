package org.cabas.rules.policy;

import java.util.HashMap;
import java.util.Map;
import org.cabas.rules.funds.DemonstrationFunds;

/** The demonstration rulebooks, each compiled once for the tests of a class. */
final class Policies {
    private final Map<String, Policy> compiled = new HashMap<>();

    Policy of(String rulebook) {
        return compiled.computeIfAbsent(rulebook, name -> Policy.compile(1, DemonstrationFunds.tables(name)));
    }
}
