package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Reason;
import org.cabas.service.language.Messages;
import org.junit.jupiter.api.Test;

/** A sentence names the rule and, where a committee voted it, the vote. */
class SentencesTest {
    private static Given refused(Rule rule) {
        return new Given(Reason.PRODUCT_NOT_ELIGIBLE, "1", rule, "Soda", false, "", 0, 0);
    }

    @Test
    void a_rule_that_was_voted_names_its_vote() {
        var voted = new Rule("eligibility", 7, "R4", "vote du 14 mars 2026");
        assertThat(Sentences.of(Messages.FRENCH, refused(voted))).endsWith(" (règle R4, vote du 14 mars 2026).");
        assertThat(Sentences.of(Locale.ENGLISH, refused(voted))).endsWith(" (rule R4).");
    }

    @Test
    void a_rule_that_no_vote_adopted_stands_alone() {
        assertThat(Sentences.of(Messages.FRENCH, refused(new Rule("eligibility", 1, "R4"))))
                .endsWith(" (règle R4).");
    }

    @Test
    void on_the_wire_a_rule_is_its_table_version_and_row() {
        assertThat(Answers.text(new Rule("eligibility", 7, "R4", "vote du 14 mars 2026")))
                .isEqualTo("{\"table\":\"eligibility\",\"version\":7,\"row\":\"R4\"}");
    }
}
