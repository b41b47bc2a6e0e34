package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.vote.Assembly.done;
import static org.cabas.service.vote.Assembly.refused;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.cabas.service.access.Role;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.vote.Proposal.State;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Votes: who has one, that it is one, when it counts, what it decides, and that a secret one stays secret. */
class VotingTest extends InAssembly {
    private static final Instant CLOSING = Instant.parse("2026-03-15T17:00:00Z"); // tomorrow at six in the evening

    @Nested
    class Opening {
        private final Assembly assembly = committee(3);
        private final String id = assembly.proposed(assembly.contribution("25 €"));

        @Test
        void fixes_the_roll_and_the_rules_of_that_moment() {
            assembly.bean(VotingRules.class)
                    .change(
                            assembly.fund().rulebook(),
                            new VoteRules(75, Majority.TWO_THIRDS, false, 3, 30),
                            assembly.facilitator());
            done(assembly.open(id, true));
            var later = assembly.person(Role.COMMITTEE);
            assembly.bean(VotingRules.class)
                    .change(assembly.fund().rulebook(), VoteRules.DEFAULT, assembly.facilitator());

            var terms = assembly.proposal(id).voteTerms();
            assertThat(terms.voters()).isEqualTo(3);
            assertThat(terms.quorum()).isEqualTo(75);
            assertThat(terms.majority()).isEqualTo(Majority.TWO_THIRDS);
            assertThat(terms.closesAt()).isEqualTo(CLOSING);
            assertThat(refused(assembly.cast(id, later, Choice.YES)))
                    .containsExactly("Vous n'êtes pas sur la liste des votants, arrêtée à l'ouverture du vote."
                            + " Votre vote n'a pas été compté.");
        }

        @Test
        void counts_the_committees_of_all_funds_of_the_rulebook_each_person_once() {
            var sister = "s" + assembly.fund().id();
            assembly.bean(Funds.class)
                    .save(new Fund(
                            sister,
                            "Sœur",
                            "Là",
                            assembly.fund().rulebook(),
                            Fund.Status.OPEN,
                            "EUR",
                            "Europe/Paris",
                            7));
            var theirs = assembly.person(sister, Role.COMMITTEE);
            assembly.transaction(connection -> assembly.bean(org.cabas.service.access.Roles.class)
                    .give(connection, assembly.member(0).id(), sister, Role.COMMITTEE));
            done(assembly.open(id, true));

            assertThat(assembly.proposal(id).voteTerms().voters()).isEqualTo(4);
            done(assembly.cast(id, theirs, Choice.NO));
        }

        @Test
        void needs_a_time_to_come_that_is_not_too_far() {
            for (var past : new String[] {"2026-03-14T09:59", "2026-03-14T10:00", "2025-01-01T00:00"}) {
                assertThat(refused(openUntil(past)))
                        .containsExactly(
                                "La fin du vote doit être à venir\u00a0: choisissez un jour et une heure plus tard.");
            }
            assertThat(refused(openUntil("2026-08-01T12:00")))
                    .singleElement()
                    .asString()
                    .contains("60 jours au plus");
            assertThat(assembly.proposal(id).state()).isEqualTo(State.DISCUSSION);
            done(openUntil("2026-03-14T10:02"));
        }

        private Outcome openUntil(String local) {
            return assembly.bean(Voting.class).open(id, assembly.facilitator(), LocalDateTime.parse(local), true);
        }

        @Test
        void needs_a_committee() {
            for (var i = 0; i < 3; i++) {
                assembly.leaves(assembly.member(i));
            }
            assertThat(refused(assembly.open(id, true)))
                    .singleElement()
                    .asString()
                    .contains("n'a aucun membre");
        }

        @Test
        void happens_once() {
            done(assembly.open(id, true));
            assertThat(refused(assembly.open(id, false))).containsExactly("Le vote est déjà ouvert.");
            assertThat(assembly.proposal(id).voteTerms().secret()).isTrue();
        }

        @Test
        void closes_at_its_local_time_on_the_day_when_clocks_change() {
            clock().stopAt(Instant.parse("2026-03-28T09:00:00Z"));
            done(openUntil("2026-03-29T18:00"));
            assertThat(assembly.proposal(id).voteTerms().closesAt()).isEqualTo(Instant.parse("2026-03-29T16:00:00Z"));
        }
    }

    @Nested
    class A_vote {
        private final Assembly assembly = committee(4);
        private final String id = assembly.inVote(false, assembly.contribution("25 €"));

        @Test
        void is_cast_once_and_never_changed() {
            done(assembly.cast(id, assembly.member(0), Choice.YES));
            assertThat(refused(assembly.cast(id, assembly.member(0), Choice.NO)))
                    .containsExactly("Vous avez déjà voté\u00a0: un vote ne se change pas."
                            + " C'est votre premier vote qui compte.");
            assertThat(choice(assembly, id, assembly.member(0))).isEqualTo(Choice.YES);
        }

        @Test
        void needs_an_open_vote() {
            var early = assembly.proposed(assembly.draft("allocation", ";65 €", ";70 €"));
            assertThat(refused(assembly.cast(early, assembly.member(0), Choice.YES)))
                    .containsExactly("Le vote n'est pas encore ouvert. Votre vote n'a pas été compté.");
            assertThat(refused(assembly.bean(Voting.class).cast("pro_nowhere", assembly.member(0), Choice.YES, "")))
                    .containsExactly("Cette proposition n'existe pas.");
        }

        @Test
        void that_comes_at_the_very_end_is_late_and_one_a_moment_before_it_counts() {
            clock().stopAt(CLOSING.minusNanos(1000));
            done(assembly.cast(id, assembly.member(0), Choice.YES));
            clock().stopAt(CLOSING);
            assertThat(refused(assembly.cast(id, assembly.member(1), Choice.YES)))
                    .singleElement()
                    .asString()
                    .startsWith("Le vote est terminé");
            assertThat(assembly.proposal(id).tally()).isEqualTo(new Tally(4, 1, 0, 0));
        }

        @Test
        void belongs_to_members_on_the_roll_who_still_are() {
            assertThat(refused(assembly.cast(id, assembly.facilitator(), Choice.YES)))
                    .singleElement()
                    .asString()
                    .startsWith("Vous n'êtes pas sur la liste");
            assembly.leaves(assembly.member(3));
            assertThat(refused(assembly.cast(id, assembly.member(3), Choice.YES)))
                    .containsExactly("Vous ne faites plus partie du comité. Votre vote n'a pas été compté.");
            assertThat(choice(assembly, id, assembly.member(3))).isNull();
        }

        @Test
        void is_about_what_was_on_the_screen() {
            var voting = assembly.bean(Voting.class);
            assertThat(refused(voting.cast(id, assembly.member(0), Choice.YES, "0".repeat(64))))
                    .singleElement()
                    .asString()
                    .startsWith("Ce qui était affiché n'est pas ce qui est soumis au vote");
            var fingerprint = assembly.proposal(id).fingerprint();
            assembly.transaction(connection -> {
                try (var tamper = connection.prepareStatement(
                        "update proposal_table set csv = replace(csv, '25', '26') where proposal_id = ?")) {
                    tamper.setString(1, id);
                    assertThat(tamper.executeUpdate()).isOne();
                }
            });
            assertThat(refused(voting.cast(id, assembly.member(0), Choice.YES, fingerprint)))
                    .as("what the database holds is not what was proposed")
                    .singleElement()
                    .asString()
                    .startsWith("Ce qui était affiché");
            assertThat(choice(assembly, id, assembly.member(0))).isNull();
        }

        @Test
        void of_the_last_one_ends_it_at_once() {
            for (var i = 0; i < 4; i++) {
                assertThat(assembly.proposal(id).state()).isEqualTo(State.VOTE);
                done(assembly.cast(id, assembly.member(i), i == 3 ? Choice.ABSTENTION : Choice.YES));
            }
            var proposal = assembly.proposal(id);
            assertThat(proposal.state()).isEqualTo(State.ADOPTED);
            assertThat(proposal.closedAt()).isEqualTo(SATURDAY);
            assertThat(proposal.tally()).isEqualTo(new Tally(4, 3, 0, 1));
        }

        @Test
        void can_t_be_changed_in_the_database_either() {
            done(assembly.cast(id, assembly.member(0), Choice.YES));
            for (var statement : new String[] {
                "update voter set choice = 'NO' where proposal_id = '" + id + "' and voted",
                "delete from voter where proposal_id = '" + id + "'"
            }) {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> assembly.transaction(connection -> {
                            try (var tamper = connection.createStatement()) {
                                tamper.executeUpdate(statement);
                            }
                        }))
                        .hasRootCauseInstanceOf(SQLException.class);
            }
        }
    }

    @Nested
    class At_its_time {
        private final Assembly assembly = committee(4);
        private final String id = assembly.inVote(true, assembly.contribution("25 €"));

        private Proposal closed(int yes, int no) {
            for (var i = 0; i < yes + no; i++) {
                done(assembly.cast(id, assembly.member(i), i < yes ? Choice.YES : Choice.NO));
            }
            clock().stopAt(CLOSING.plus(Duration.ofDays(3)));
            return assembly.proposal(id);
        }

        @Test
        void a_vote_ends_by_itself_under_its_own_date_whenever_someone_looks() {
            var proposal = closed(2, 0);
            assertThat(proposal.state()).isEqualTo(State.ADOPTED);
            assertThat(proposal.closedAt()).isEqualTo(CLOSING);
        }

        @Test
        void a_tie_rejects() {
            assertThat(closed(1, 1).state()).isEqualTo(State.REJECTED);
        }

        @Test
        void one_vote_less_than_the_quorum_rejects() {
            assertThat(closed(1, 0).state()).isEqualTo(State.REJECTED);
        }

        @Test
        void a_vote_that_nobody_looks_at_ends_too() {
            done(assembly.cast(id, assembly.member(0), Choice.YES));
            done(assembly.cast(id, assembly.member(1), Choice.YES));
            clock().stopAt(CLOSING);
            assembly.bean(Settling.class).settleAll();
            var state = assembly.bean(org.cabas.service.database.Transactions.class)
                    .run(connection -> assembly.bean(Proposals.class).find(connection, id))
                    .orElseThrow()
                    .state();
            assertThat(state).isEqualTo(State.ADOPTED);
        }
    }

    @Nested
    class A_secret_vote {
        private final Assembly assembly = committee(6);
        private final String id = assembly.inVote(true, assembly.contribution("25 €"));

        @Test
        void keeps_nothing_that_leads_from_a_ballot_to_a_person() {
            var choices = new Choice[] {Choice.YES, Choice.NO, Choice.YES, Choice.ABSTENTION, Choice.NO};
            for (var i = 0; i < choices.length; i++) {
                clock().goOn(Duration.ofMinutes(7));
                done(assembly.cast(id, assembly.member(i), choices[i]));
            }

            assertThat(columns("ballot")).containsOnly("id", "proposal_id", "choice");
            var voters = new HashMap<Boolean, Integer>();
            query("select voted, choice, voted_at from voter where proposal_id = '" + id + "'", rows -> {
                assertThat(rows.getString(2))
                        .as("the roll doesn't know the choice")
                        .isNull();
                assertThat(rows.getString(3)).as("nor when").isNull();
                voters.merge(rows.getBoolean(1), 1, Integer::sum);
            });
            assertThat(voters).isEqualTo(Map.of(true, 5, false, 1));
            var log = new HashSet<String>();
            query(
                    "select action, details, person_id from audit_log where rulebook = '"
                            + assembly.fund().rulebook() + "'",
                    rows -> log.add(rows.getString(1)));
            assertThat(log).containsExactlyInAnyOrder("PROPOSED", "VOTE_OPENED");
            query(
                    "select count(*) from proposal_step where proposal_id = '" + id + "'",
                    rows -> assertThat(rows.getInt(1)).as("proposed, opened").isEqualTo(2));
        }

        @Test
        void keeps_ballots_in_no_order_of_time() {
            var orders = new HashSet<String>();
            for (var attempt = 0; attempt < 6; attempt++) {
                var other = committee(6);
                var vote = other.inVote(true, other.contribution("25 €"));
                var cast = new Choice[] {Choice.YES, Choice.YES, Choice.NO, Choice.NO, Choice.ABSTENTION};
                for (var i = 0; i < cast.length; i++) {
                    done(other.cast(vote, other.member(i), cast[i]));
                }
                var order = new StringBuilder();
                query(
                        "select choice from ballot where proposal_id = '" + vote + "'",
                        rows -> order.append(rows.getString(1)).append(' '));
                orders.add(order.toString());
            }
            assertThat(orders).as("the same votes, cast in the same order").hasSizeGreaterThan(1);
        }

        private HashSet<String> columns(String table) {
            var columns = new HashSet<String>();
            query(
                    "select column_name from information_schema.columns where table_schema = database() and table_name = '"
                            + table + "'",
                    rows -> columns.add(rows.getString(1)));
            return columns;
        }

        private interface Reading {
            void of(java.sql.ResultSet rows) throws SQLException;
        }

        private void query(String sql, Reading reading) {
            assembly.transaction(connection -> {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        reading.of(rows);
                    }
                }
            });
        }
    }

    private static @org.jspecify.annotations.Nullable Choice choice(Assembly assembly, String id, Participant person) {
        return assembly.bean(org.cabas.service.database.Transactions.class)
                .run(connection -> assembly.bean(Roll.class).find(connection, id, person.id()))
                .orElseThrow()
                .choice();
    }
}
