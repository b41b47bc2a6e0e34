package org.cabas.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotesTest {

    @Test
    void an_assumption_is_told_from_a_decision() {
        assertThat(Notes.isHypothesis("hypothèse : la charte est signée.")).isTrue();
        assertThat(Notes.isHypothesis("La charte est signée.")).isFalse();
        assertThat(Notes.isHypothesis("")).isFalse();
    }

    @Test
    void what_is_said_at_the_counter_is_a_sentence_without_the_mark_of_an_assumption() {
        assertThat(Notes.sentence("hypothèse : l'alcool n'est pas pris en charge."))
                .isEqualTo("L'alcool n'est pas pris en charge.");
        assertThat(Notes.sentence("hypothèse\u00a0: à 30 km au plus.")).isEqualTo("À 30 km au plus.");
        assertThat(Notes.sentence("Le bio seulement.")).isEqualTo("Le bio seulement.");
        assertThat(Notes.sentence("")).isEmpty();
    }
}
