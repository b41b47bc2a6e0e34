package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What adopts a proposal, at the edges: ties, abstentions, a quorum that is just reached, nobody. */
class MajorityTest {
    @ParameterizedTest(name = "{0}: {1} for, {2} against, {3} abstain of 12: {4}")
    @CsvSource({
        "SIMPLE, 1, 0, 0, true",
        "SIMPLE, 5, 5, 0, false",
        "SIMPLE, 5, 4, 3, true",
        "SIMPLE, 1, 0, 11, true",
        "SIMPLE, 0, 0, 12, false",
        "SIMPLE, 0, 0, 0, false",
        "ABSOLUTE, 6, 6, 0, false",
        "ABSOLUTE, 7, 5, 0, true",
        "ABSOLUTE, 5, 0, 5, false",
        "ABSOLUTE, 5, 0, 4, true",
        "ABSOLUTE, 0, 0, 0, false",
        "TWO_THIRDS, 8, 4, 0, true",
        "TWO_THIRDS, 7, 4, 0, false",
        "TWO_THIRDS, 8, 0, 4, true",
        "TWO_THIRDS, 7, 0, 4, false",
        "TWO_THIRDS, 2, 1, 0, true",
        "TWO_THIRDS, 0, 0, 0, false",
        "OF_MEMBERS, 6, 0, 0, false",
        "OF_MEMBERS, 7, 5, 0, true",
        "OF_MEMBERS, 6, 0, 6, false",
        "CONSENT, 1, 0, 11, true",
        "CONSENT, 11, 1, 0, false",
        "CONSENT, 0, 0, 12, false",
    })
    void each_majority_has_an_edge(Majority majority, int yes, int no, int abstentions, boolean adopted) {
        assertThat(majority.isReachedBy(new Tally(12, yes, no, abstentions))).isEqualTo(adopted);
    }

    @ParameterizedTest(name = "{0} % of {1} people: {2} votes")
    @CsvSource({"50, 12, 6", "50, 13, 7", "51, 100, 51", "33, 3, 1", "34, 3, 2", "100, 12, 12", "0, 12, 0", "1, 12, 1"})
    void a_quorum_is_reached_by_just_so_many(int percent, int voters, int needed) {
        var terms = terms(percent, voters);
        assertThat(terms.needed()).isEqualTo(needed);
        assertThat(terms.quorumReachedBy(needed)).isTrue();
        if (needed > 0) {
            assertThat(terms.quorumReachedBy(needed - 1)).isFalse();
        }
    }

    @Test
    void without_the_quorum_nothing_is_adopted_however_clear_the_vote() {
        var terms = terms(50, 12);
        assertThat(terms.adopts(new Tally(12, 5, 0, 0))).isFalse();
        assertThat(terms.adopts(new Tally(12, 5, 0, 1)))
                .as("an abstention is a vote cast")
                .isTrue();
    }

    @Test
    void a_result_says_what_was_voted_what_was_needed_and_why() {
        var terms = terms(50, 12);
        assertThat(Result.of(terms, new Tally(12, 7, 2, 1)).sentence())
                .isEqualTo("Adoptée\u00a0: 7 oui, 2 non, 1 abstention\u00a0; 10 votes sur 12 membres du comité."
                        + " Il fallait plus de oui que de non.");
        assertThat(Result.of(terms, new Tally(12, 4, 4, 0)).sentence())
                .isEqualTo("Rejetée\u00a0: 4 oui, 4 non, 0 abstention\u00a0; 8 votes sur 12 membres du comité."
                        + " Il fallait plus de oui que de non.");
        assertThat(Result.of(terms, new Tally(12, 5, 0, 0)).sentence())
                .isEqualTo("Rejetée\u00a0: le quorum n'est pas atteint (5 oui, 0 non, 0 abstention\u00a0; 5 votes sur"
                        + " 12 membres du comité). Il fallait 6 votes au moins.");
    }

    private static VoteTerms terms(int quorum, int voters) {
        return new VoteTerms(quorum, Majority.SIMPLE, true, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), voters);
    }
}
