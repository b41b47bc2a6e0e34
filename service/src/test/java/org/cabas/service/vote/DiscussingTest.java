package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.vote.Assembly.done;
import static org.cabas.service.vote.Assembly.refused;

import java.time.Duration;
import org.cabas.service.vote.Discussing.Comment;
import org.cabas.service.vote.Discussing.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say of a proposal, where they may say it, and what they may do about it afterwards. */
class DiscussingTest extends InAssembly {
    private final Assembly assembly = committee(3);
    private final Discussing discussing = assembly.bean(Discussing.class);
    private final String id = assembly.proposed(assembly.contribution("25 €"));

    private Comment said(Place place, String body) {
        done(discussing.say(id, assembly.member(0), place, body));
        return discussing.of(id).getLast();
    }

    @Test
    void is_about_the_whole_a_table_or_a_row() {
        said(Place.WHOLE, "Tout.");
        said(new Place("contribution", null), "La table.");
        said(new Place("contribution", "R4"), "  La ligne.\r\nEt encore. ");
        assertThat(discussing.of(id))
                .extracting(Comment::body)
                .containsExactly("Tout.", "La table.", "La ligne.\r\nEt encore.");
        assertThat(discussing.of(id).getLast().place()).isEqualTo(new Place("contribution", "R4"));
    }

    @Test
    void is_about_rows_that_the_proposal_removes_too() {
        var without = assembly.draft("contribution", "R10;≥ 3 101 €;65 €;;", "R12;≥ 3 101 €;65 €;;");
        var other = assembly.proposed(without);
        done(discussing.say(other, assembly.member(1), new Place("contribution", "R10"), "Dommage."));
        done(discussing.say(other, assembly.member(1), new Place("contribution", "R12"), "Pourquoi\u00a0?"));
    }

    @Test
    void says_what_is_wrong_with_it() {
        assertThat(refused(discussing.say(id, assembly.member(0), Place.WHOLE, " \n ")))
                .containsExactly("Écrivez votre commentaire avant de l'envoyer.");
        assertThat(refused(discussing.say(
                        id, assembly.member(0), new Place("allocation", null), "x".repeat(Discussing.LONGEST + 1))))
                .containsExactly(
                        "Le commentaire est trop long\u00a0: 2\u202f000 caractères au plus.",
                        "Cette table ou cette ligne n'est pas dans la proposition.");
        assertThat(refused(discussing.say(id, assembly.member(0), new Place(null, "R4"), "?")))
                .hasSize(1);
        assertThat(refused(discussing.say(id, assembly.member(0), new Place("contribution", "R99"), "?")))
                .hasSize(1);
        assertThat(discussing.of(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "${T(java.lang.Runtime).getRuntime()}",
                "'; drop table proposal; --",
                "=HYPERLINK(\"http://exemple.fr\")",
                "\u202Egauche à droite",
                "émojis 🥕🧺 et\ttabulations"
            })
    void is_text_and_stays_what_it_is(String body) {
        assertThat(said(Place.WHOLE, body).body()).isEqualTo(body);
    }

    @Test
    void is_corrected_by_who_wrote_it_for_a_quarter_of_an_hour() {
        var comment = said(Place.WHOLE, "Je suis d'acord.");
        clock().goOn(Duration.ofMinutes(15).minusSeconds(1));
        done(discussing.correct(id, comment.id(), assembly.member(0), "Je suis d'accord."));
        assertThat(discussing.of(id).getLast()).satisfies(corrected -> {
            assertThat(corrected.body()).isEqualTo("Je suis d'accord.");
            assertThat(corrected.corrected()).isTrue();
            assertThat(corrected.writtenAt()).isEqualTo(SATURDAY);
        });
        assertThat(refused(discussing.correct(id, comment.id(), assembly.member(1), "Non.")))
                .containsExactly("Seule la personne qui a écrit un commentaire peut le changer.");
        clock().goOn(Duration.ofSeconds(1));
        assertThat(refused(discussing.correct(id, comment.id(), assembly.member(0), "Contre.")))
                .containsExactly("Un commentaire se corrige pendant 15 minutes\u00a0: ajoutez-en un autre.");
        assertThat(discussing.of(id).getLast().body()).isEqualTo("Je suis d'accord.");
    }

    @Test
    void that_is_taken_back_leaves_a_trace_and_no_word() {
        var comment = said(new Place("contribution", "R4"), "Je retire.");
        assertThat(refused(discussing.remove(id, comment.id(), assembly.facilitator())))
                .hasSize(1);
        done(discussing.remove(id, comment.id(), assembly.member(0)));
        assertThat(discussing.of(id)).singleElement().satisfies(removed -> {
            assertThat(removed.removed()).isTrue();
            assertThat(removed.body()).isEmpty();
            assertThat(removed.author()).isEqualTo(assembly.member(0));
        });
        assertThat(refused(discussing.correct(id, comment.id(), assembly.member(0), "Si.")))
                .containsExactly("Ce commentaire n'existe pas, ou il a été retiré.");
    }

    @Test
    void of_another_proposal_is_out_of_reach() {
        var comment = said(Place.WHOLE, "Ici.");
        var other = assembly.proposed(assembly.draft("allocation", ";65 €", ";70 €"));
        assertThat(refused(discussing.remove(other, comment.id(), assembly.member(0))))
                .hasSize(1);
        assertThat(discussing.of(id).getLast().removed()).isFalse();
    }

    @Test
    void goes_on_during_the_vote_and_ends_with_it() {
        done(assembly.open(id, true));
        said(Place.WHOLE, "Pendant le vote.");
        for (var i = 0; i < 3; i++) {
            done(assembly.cast(id, assembly.member(i), Choice.YES));
        }
        assertThat(refused(discussing.say(id, assembly.member(0), Place.WHOLE, "Trop tard.")))
                .containsExactly("La discussion de cette proposition est terminée.");
    }
}
