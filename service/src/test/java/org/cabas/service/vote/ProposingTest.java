package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.vote.Assembly.done;
import static org.cabas.service.vote.Assembly.refused;

import java.time.Instant;
import java.util.List;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Draft.State;
import org.cabas.service.draft.Drafts;
import org.cabas.service.draft.Editing;
import org.cabas.service.fund.Publishing;
import org.cabas.service.vote.Proposing.Seen;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can be proposed, and what becomes of drafts that are. */
class ProposingTest extends InAssembly {

    @Test
    void a_proposal_freezes_its_drafts_and_keeps_what_they_hold() {
        var assembly = committee(3);
        var draft = assembly.contribution("25 €");
        var id = assembly.proposed(draft);

        assertThat(assembly.read(draft).state()).isEqualTo(State.FROZEN);
        var edited = assembly.bean(Editing.class)
                .rewrite(draft.id(), assembly.member(0).id(), table -> table);
        assertThat(edited).isEqualTo(new Editing.Edited.Closed(State.FROZEN));
        var proposal = assembly.proposal(id);
        assertThat(proposal.state()).isEqualTo(Proposal.State.DISCUSSION);
        assertThat(proposal.number()).isEqualTo(1);
        assertThat(proposal.fingerprint()).hasSize(64).isEqualTo(Fingerprint.of(proposal));
        assertThat(proposal.tables()).singleElement().satisfies(table -> {
            assertThat(table.basedOn()).isEqualTo(1);
            assertThat(table.revision()).isEqualTo(draft.revision());
            assertThat(table.csv()).contains("25");
        });
    }

    @Test
    void several_tables_are_proposed_together_and_numbered_by_rulebook() {
        var assembly = committee(3);
        var id = assembly.proposed(assembly.contribution("25 €"), assembly.draft("allocation", ";65 €", ";70 €"));
        assertThat(assembly.proposal(id).tables())
                .extracting(ProposedTable::question)
                .containsExactly("allocation", "contribution");
        assertThat(assembly.proposal(assembly.proposed(assembly.contribution("24 €")))
                        .number())
                .isEqualTo(2);
        var elsewhere = committee(1);
        assertThat(elsewhere
                        .proposal(elsewhere.proposed(elsewhere.contribution("24 €")))
                        .number())
                .isEqualTo(1);
    }

    @Test
    void everything_that_stands_in_the_way_is_told_at_once_and_nothing_changes() {
        var assembly = committee(2);
        var spoilt = assembly.contribution("25 €");
        assembly.spoil(spoilt);
        var unsound = assembly.draft("allocation", ";65 €", ";70 €");
        var taken = assembly.draft("allocation", ";65 €", ";75 €");
        assembly.proposed(taken);

        var sentences = refused(assembly.bean(Proposing.class)
                .propose(
                        assembly.fund(),
                        assembly.member(0),
                        List.of(
                                new Seen(spoilt.id(), 1),
                                new Seen(unsound.id(), 7),
                                new Seen(taken.id(), taken.revision()),
                                new Seen("dra_nowhere", 1)),
                        " ",
                        "x".repeat(Proposal.LONGEST_EXPLANATION + 1)));

        assertThat(sentences)
                .anyMatch(s -> s.startsWith("Donnez un titre"))
                .anyMatch(s -> s.contains("10\u202f000 caractères"))
                .anyMatch(s -> s.startsWith("essai, ligne R1, «\u00a0") && s.contains("beaucoup"))
                .anyMatch(s -> s.contains("a changé pendant que vous le proposiez"))
                .anyMatch(s -> s.contains("est déjà dans la proposition n°\u00a01"))
                .anyMatch(s -> s.contains("n'existe pas dans cette caisse"))
                .hasSize(6);
        assertThat(assembly.read(spoilt).state()).isEqualTo(State.OPEN);
        assertThat(assembly.read(unsound).state()).isEqualTo(State.OPEN);
        assertThat(assembly.bean(Settling.class).settled(assembly.fund().rulebook()))
                .hasSize(1);
    }

    @Nested
    class It_is_refused_to_propose {
        private final Assembly assembly = committee(2);

        @Test
        void nothing() {
            assertThat(refused(assembly.propose("Rien", List.of())))
                    .containsExactly("Choisissez au moins un brouillon à proposer.");
        }

        @Test
        void a_table_that_leaves_a_case_out() {
            var gap = assembly.draft("contribution", "1 401 € à 1 500 €", "1 411 € à 1 500 €");
            assertThat(refused(assembly.propose(gap))).anyMatch(s -> s.contains("1\u202f401"));
        }

        @Test
        void what_changes_nothing() {
            var same = assembly.draft("contribution", "1 500 €;20 €", "1 500 €;20 €");
            assertThat(refused(assembly.propose(same)))
                    .singleElement()
                    .asString()
                    .contains("il n'y a rien à voter");
        }

        @Test
        void two_drafts_of_one_table() {
            assertThat(refused(assembly.propose(assembly.contribution("25 €"), assembly.contribution("23 €"))))
                    .singleElement()
                    .asString()
                    .startsWith("Deux brouillons changent la même table");
        }

        @Test
        void tables_that_don_t_go_with_the_others() {
            var nameless = assembly.draft("contribution", "Colonne;income;contribution", "Colonne;income;somme");
            assertThat(refused(assembly.propose(nameless)))
                    .singleElement()
                    .asString()
                    .contains("il manque une colonne de réponse");
        }

        @Test
        void a_draft_of_another_rulebook() {
            var elsewhere = committee(1);
            var theirs = elsewhere.contribution("25 €");
            assertThat(refused(assembly.propose(theirs)))
                    .containsExactly("L'un de ces brouillons n'existe pas dans cette caisse.");
            assertThat(elsewhere.read(theirs).state()).isEqualTo(State.OPEN);
        }

        @Test
        void a_draft_that_was_given_up_and_one_that_is_only_a_file() {
            var given = assembly.contribution("25 €");
            assembly.transaction(c -> assembly.bean(Drafts.class).setState(c, given.id(), State.DISCARDED));
            var file = assembly.draft("allocation", ";65 €", ";70 €");
            assembly.transaction(c -> assembly.bean(Drafts.class).setState(c, file.id(), State.RECEIVED));
            assertThat(refused(assembly.propose(given, file)))
                    .anyMatch(s -> s.contains("a été abandonné"))
                    .anyMatch(s -> s.contains("vient d'un fichier"))
                    .hasSize(2);
        }

        @Test
        void a_draft_of_a_version_that_was_replaced() {
            var draft = assembly.contribution("25 €");
            var other = assembly.contribution("22 €");
            assembly.bean(Publishing.class)
                    .publish(
                            assembly.fund().rulebook(),
                            List.of(((org.cabas.rules.exchange.WrittenTable.Read.Whole) other.reading()).table()),
                            SATURDAY);
            assertThat(refused(assembly.propose(draft)))
                    .singleElement()
                    .asString()
                    .contains("part de la version 1, et la version 2 a été publiée depuis");
        }
    }

    @Nested
    class A_proposal {
        private final Assembly assembly = committee(3);
        private final Draft draft = assembly.contribution("25 €");
        private final String id = assembly.proposed(draft);

        @Test
        void is_withdrawn_by_who_made_it_and_its_drafts_can_be_written_again() {
            done(assembly.bean(Proposing.class).withdraw(id, assembly.member(0), false));
            assertThat(assembly.proposal(id).state()).isEqualTo(Proposal.State.WITHDRAWN);
            assertThat(assembly.read(draft).state()).isEqualTo(State.OPEN);
            assertThat(assembly.proposal(assembly.proposed(draft)).number()).isEqualTo(2);
        }

        @Test
        void is_withdrawn_by_a_facilitator_while_it_is_voted_and_by_no_other_member() {
            done(assembly.open(id, true));
            assertThat(refused(assembly.bean(Proposing.class).withdraw(id, assembly.member(1), false)))
                    .containsExactly(
                            "Seuls la personne qui a fait la proposition et un facilitateur peuvent la retirer.");
            done(assembly.bean(Proposing.class).withdraw(id, assembly.facilitator(), true));
            assertThat(assembly.proposal(id).state()).isEqualTo(Proposal.State.WITHDRAWN);
            assertThat(refused(assembly.cast(id, assembly.member(1), Choice.YES)))
                    .singleElement()
                    .asString()
                    .contains("a été retirée");
        }

        @Test
        void is_not_withdrawn_once_its_vote_has_ended() {
            done(assembly.open(id, true));
            clock().stopAt(Instant.parse("2026-03-15T17:00:00Z"));
            assertThat(refused(assembly.bean(Proposing.class).withdraw(id, assembly.facilitator(), true)))
                    .singleElement()
                    .asString()
                    .contains("le vote est terminé");
            assertThat(assembly.proposal(id).state()).isEqualTo(Proposal.State.REJECTED);
        }

        @Test
        void leaves_its_drafts_to_be_taken_up_again_once_it_is_rejected() {
            done(assembly.open(id, true));
            clock().stopAt(Instant.parse("2026-03-15T17:00:00Z"));
            assembly.proposal(id);
            assertThat(assembly.read(draft).state()).isEqualTo(State.FROZEN);
            done(assembly.bean(Proposing.class).takeUpAgain(id, assembly.member(1)));
            assertThat(assembly.read(draft).state()).isEqualTo(State.OPEN);
            var again = assembly.proposed(assembly.read(draft));
            assertThat(refused(assembly.bean(Proposing.class).takeUpAgain(id, assembly.member(1))))
                    .as("the draft is someone else's by now")
                    .singleElement()
                    .asString()
                    .contains("déjà été repris");
            assertThat(assembly.read(draft).state()).isEqualTo(State.FROZEN);
            assertThat(assembly.proposal(again).state()).isEqualTo(Proposal.State.DISCUSSION);
        }
    }

    @Nested
    class When_another_version_is_published_meanwhile {
        private final Assembly assembly = committee(3);
        private final Draft draft = assembly.contribution("25 €");
        private final String ours = assembly.inVote(true, draft);

        private void anotherIsPublished() {
            var theirs = assembly.adopted(assembly.contribution("22 €"));
            done(assembly.publish(theirs, assembly.today().plusDays(20)));
        }

        @Test
        void a_proposal_is_neither_voted_nor_published_and_says_so() {
            anotherIsPublished();
            assertThat(refused(assembly.cast(ours, assembly.member(0), Choice.YES)))
                    .singleElement()
                    .asString()
                    .contains("Une autre version de la table a été publiée depuis");
            assertThat(assembly.proposal(ours).state()).isEqualTo(Proposal.State.OUTDATED);
            assertThat(refused(assembly.publish(ours, assembly.tomorrow())))
                    .singleElement()
                    .asString()
                    .contains("Reprenez-en les brouillons");
        }

        @Test
        void an_adopted_one_is_set_aside_too() {
            for (var i = 0; i < 3; i++) {
                done(assembly.cast(ours, assembly.member(i), Choice.YES));
            }
            anotherIsPublished();
            assertThat(assembly.proposal(ours).state()).isEqualTo(Proposal.State.OUTDATED);
        }

        @Test
        void its_drafts_are_taken_up_again_on_top_of_what_will_be_in_force() {
            anotherIsPublished();
            done(assembly.bean(Proposing.class).takeUpAgain(ours, assembly.member(0)));
            assertThat(assembly.read(draft).state()).isEqualTo(State.OPEN);
            assertThat(assembly.read(draft).basedOn()).isEqualTo(2);
            assembly.proposed(assembly.read(draft));
        }

        @Test
        void one_that_changes_other_tables_goes_on() {
            var other = assembly.inVote(true, assembly.draft("allocation", ";65 €", ";70 €"));
            anotherIsPublished();
            done(assembly.cast(other, assembly.member(0), Choice.YES));
        }
    }
}
