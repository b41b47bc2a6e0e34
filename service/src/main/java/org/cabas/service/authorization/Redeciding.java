package org.cabas.service.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.policy.Policy;
import org.cabas.service.fund.Policies;
import org.cabas.service.language.Messages;
import org.cabas.service.ledger.Check;
import org.jspecify.annotations.Nullable;

/** Decides every recorded purchase again, on its stored circumstances and under its stored policy version. */
@Singleton
class Redeciding implements Check {
    private static final String INVARIANT = "a_decision_made_again_is_the_same";
    private static final int PAGE = 1000;

    private final Policies policies;

    Redeciding(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Violation> violations(Connection connection) throws SQLException {
        var compiled = new HashMap<String, Policy>();
        var violations = new ArrayList<Violation>();
        var last = "";
        for (var more = true; more; ) {
            more = false;
            try (var query = connection.prepareStatement("""
                    select a.id, a.rulebook, a.policy_version, a.request, a.circumstances, i.response
                    from authorization a
                    join idempotency i on i.gateway_id = a.gateway_id and i.idempotency_key = a.idempotency_key
                    where a.id > ? order by a.id limit ?""")) {
                query.setString(1, last);
                query.setInt(2, PAGE);
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        more = true;
                        last = rows.getString(1);
                        check(rows, compiled, violations);
                    }
                }
            }
        }
        return violations;
    }

    private void check(ResultSet row, Map<String, Policy> compiled, List<Violation> violations) throws SQLException {
        var rulebook = row.getString(2);
        var version = row.getObject(3, Integer.class);
        var policy = rulebook == null || version == null
                ? null
                : compiled.computeIfAbsent(rulebook + " " + version, key -> policies.version(rulebook, version));
        var again = again(
                Answers.read(row.getString(4), Purchase.class),
                Answers.read(row.getString(5), Circumstances.class),
                policy);
        var stored = json(row.getBytes(6));
        if (!again.equals(told(stored))) {
            violations.add(new Violation(INVARIANT, row.getString(1), "now " + again + ", then " + told(stored)));
        }
    }

    private static String again(Purchase purchase, Circumstances circumstances, @Nullable Policy policy) {
        var deciding = Assessing.assess(purchase, circumstances, policy);
        var decision = circumstances.money() == null ? deciding.refusal() : deciding.settle(circumstances.money());
        var answer = new Answers.Authorized(
                null,
                Recording.status(decision),
                purchase.amount(),
                decision.approved(),
                purchase.currency(),
                null,
                null,
                policy == null ? null : policy.version(),
                decision.reasons().stream()
                        .map(given -> Answers.told(Messages.FRENCH, given))
                        .toList(),
                purchase.lines().isEmpty()
                        ? List.of()
                        : decision.lines().stream().map(Answers::told).toList());
        return told(json(Answers.bytes(answer)));
    }

    /** What of an answer a decision stands for: all but ids, balances and words. */
    private static String told(JsonNode answer) {
        var reasons = new StringBuilder();
        answer.path("reasons")
                .forEach(reason -> reasons.append(reason.path("code").asText())
                        .append(reason.path("line"))
                        .append(reason.path("rule")));
        return String.join(
                " ",
                answer.path("status").asText(),
                answer.path("approvedAmount").asText(),
                answer.path("policyVersion").asText(),
                reasons,
                answer.path("lines").toString());
    }

    private static JsonNode json(byte[] answer) {
        try {
            return Answers.JSON.readTree(answer);
        } catch (IOException e) {
            throw new IllegalStateException("what is stored was written by us", e);
        }
    }
}
