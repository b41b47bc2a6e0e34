package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.vote.Assembly.done;
import static org.cabas.service.vote.Assembly.refused;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.cabas.service.database.Changes;
import org.cabas.service.draft.Draft;
import org.cabas.service.fund.Adopted;
import org.cabas.service.fund.History;
import org.cabas.service.fund.Policies;
import org.cabas.service.fund.TableVersions;
import org.cabas.service.vote.Enacting.Effect;
import org.cabas.service.vote.Proposal.State;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was adopted becomes law on its day, by itself, and can be revoked until then. */
class EnactingTest extends InAssembly {

    /** What a household with 1 450 € a month pays in, as decided now. */
    private static Answer.Given<Money> contribution(Assembly assembly) {
        assembly.bean(Changes.class).follow();
        var policy = assembly.bean(Policies.class)
                .inForce(assembly.fund().rulebook(), clock().instant())
                .orElseThrow();
        var answer = policy.contribution(FactSheet.of(Map.of("income", new Value.Quantity(145_000))));
        return (Answer.Given<Money>) answer;
    }

    private static Adopted stored(Assembly assembly, String question, int version) {
        return assembly.bean(History.class)
                .adopted(assembly.fund().rulebook(), question, version)
                .orElseThrow();
    }

    @Test
    void what_was_voted_decides_from_its_day_on_and_names_its_vote() {
        var assembly = committee(3);
        var id = assembly.adopted(assembly.contribution("25 €"));
        done(assembly.publish(id, LocalDate.of(2026, 4, 1)));

        clock().stopAt(Instant.parse("2026-03-31T21:59:59.999999Z"));
        assertThat(contribution(assembly).value()).isEqualTo(Money.euroCents(2_000));
        assertThat(contribution(assembly).rule().adoptedBy()).isEmpty();
        clock().goOn(Duration.ofNanos(1_000));
        assertThat(contribution(assembly).value()).isEqualTo(Money.euroCents(2_500));
        assertThat(contribution(assembly).rule().version()).isEqualTo(2);
        assertThat(contribution(assembly).rule().adoptedBy()).isEqualTo("vote du 14 mars 2026");
        assertThat(stored(assembly, "contribution", 2).vote())
                .as("the version leads back to the vote")
                .isEqualTo(id);
    }

    @Test
    void rows_that_a_vote_leaves_alone_keep_the_vote_that_adopted_them() {
        var assembly = committee(2);
        done(assembly.publish(assembly.adopted(assembly.contribution("25 €")), assembly.tomorrow()));
        clock().stopAt(Instant.parse("2026-05-02T09:00:00Z"));
        done(assembly.publish(
                assembly.adopted(assembly.draft("contribution", "1 001 € à 1 400 €;15 €", "1 001 € à 1 400 €;16 €")),
                assembly.tomorrow()));

        var references = new ArrayList<String>();
        for (var row : stored(assembly, "contribution", 3).table().rows()) {
            if (!row.adoptedBy().isEmpty()) {
                references.add(row.id() + " " + row.adoptedBy());
            }
        }
        assertThat(references).containsExactly("R3 vote du 2 mai 2026", "R4 vote du 14 mars 2026");
    }

    @Test
    void a_column_that_rows_leave_open_changes_none_of_them() {
        var assembly = committee(1);
        var standing = stored(assembly, "contribution", 1).table();
        var wider = Assembly.changed(
                standing, "R4;1 401 € à 1 500 €;20 €;;", "R4;1 401 € à 1 450 €;20 €;;\nR4b;1 451 € à 1 500 €;20 €;;");
        assertThat(Adoption.changed(wider, standing)).containsExactlyInAnyOrder("R4", "R4b");
        assertThat(Adoption.changed(wider, null)).hasSize(wider.rows().size());
        assertThat(Adoption.marked(wider, standing, "vote").rows())
                .filteredOn(row -> row.adoptedBy().equals("vote"))
                .extracting(Row::id)
                .containsExactly("R4", "R4b");
    }

    @ParameterizedTest(name = "{1} in {0} begins at {2}")
    @CsvSource({
        "Europe/Paris, 2026-03-29, 2026-03-28T23:00:00Z",
        "Europe/Paris, 2026-03-30, 2026-03-29T22:00:00Z",
        "Europe/Paris, 2026-10-25, 2026-10-24T22:00:00Z",
        "Europe/Paris, 2026-10-26, 2026-10-25T23:00:00Z",
        "America/Guadeloupe, 2026-04-01, 2026-04-01T04:00:00Z",
        "Indian/Reunion, 2026-04-01, 2026-03-31T20:00:00Z",
        "Africa/Cairo, 2026-04-24, 2026-04-23T22:00:00Z",
    })
    void a_day_begins_at_midnight_of_the_fund_even_when_clocks_change(String zone, LocalDate day, Instant instant) {
        var assembly = Assembly.in(context(), zone, 1);
        var id = assembly.adopted(assembly.contribution("25 €"));
        done(assembly.publish(id, day));
        assertThat(assembly.proposal(id).effectiveAt()).isEqualTo(instant);
        clock().stopAt(instant.minusNanos(1_000));
        assertThat(contribution(assembly).value()).isEqualTo(Money.euroCents(2_000));
        clock().stopAt(instant);
        assertThat(contribution(assembly).value()).isEqualTo(Money.euroCents(2_500));
    }

    @Test
    void at_once_is_as_soon_as_every_instance_knows() {
        var assembly = committee(1);
        var id = assembly.adopted(assembly.contribution("25 €"));
        done(assembly.bean(Enacting.class).publish(id, assembly.facilitator(), new Effect.AtOnce()));
        assertThat(contribution(assembly).value()).isEqualTo(Money.euroCents(2_000));
        clock().goOn(Enacting.SOON);
        assertThat(contribution(assembly).value()).isEqualTo(Money.euroCents(2_500));
    }

    @Test
    void several_tables_take_effect_together() {
        var assembly = committee(1);
        var id = assembly.adopted(assembly.contribution("25 €"), assembly.draft("allocation", ";65 €", ";70 €"));
        done(assembly.publish(id, assembly.tomorrow()));
        assertThat(assembly.proposal(id).tables())
                .extracting(ProposedTable::published)
                .containsExactly(2, 2);
        assembly.transaction(connection -> assertThat(assembly.bean(TableVersions.class)
                        .all(connection, assembly.fund().rulebook()))
                .hasSize(2)
                .last()
                .satisfies(version ->
                        assertThat(version.introduced()).isEqualTo(Map.of("allocation", 2, "contribution", 2))));
    }

    @Nested
    class It_is_refused_to_publish {
        private final Assembly assembly = committee(2);
        private final Draft draft = assembly.contribution("25 €");

        @Test
        void what_was_not_adopted() {
            var id = assembly.proposed(draft);
            assertThat(refused(assembly.publish(id, assembly.tomorrow())))
                    .containsExactly("Cette proposition n'a pas été votée\u00a0: ouvrez d'abord le vote.");
            done(assembly.open(id, true));
            assertThat(refused(assembly.publish(id, assembly.tomorrow())))
                    .containsExactly("Le vote n'est pas terminé\u00a0: attendez son résultat.");
            done(assembly.cast(id, assembly.member(0), Choice.NO));
            done(assembly.cast(id, assembly.member(1), Choice.NO));
            assertThat(refused(assembly.publish(id, assembly.tomorrow())))
                    .containsExactly("Cette proposition a été rejetée\u00a0: elle ne peut pas être publiée.");
            assertThat(refused(assembly.publish("pro_nowhere", assembly.tomorrow())))
                    .containsExactly("Cette proposition n'existe pas.");
        }

        @Test
        void twice() {
            var id = assembly.adopted(draft);
            done(assembly.publish(id, assembly.tomorrow()));
            assertThat(refused(assembly.publish(id, assembly.tomorrow())))
                    .containsExactly("Cette proposition est déjà publiée.");
        }

        @Test
        void for_today_for_the_past_or_for_a_day_far_away() {
            var id = assembly.adopted(draft);
            for (var day : List.of(assembly.today(), assembly.today().minusDays(1), LocalDate.EPOCH)) {
                assertThat(refused(assembly.publish(id, day)))
                        .contains("Une décision prend effet au plus tôt le dimanche 15 mars 2026, à minuit, ou tout de"
                                + " suite.");
            }
            assertThat(refused(assembly.publish(id, LocalDate.of(2029, 1, 1))))
                    .containsExactly("Choisissez un jour dans les 2 ans qui viennent.");
            assertThat(assembly.proposal(id).state()).isEqualTo(State.ADOPTED);
        }

        @Test
        void for_a_day_before_the_version_that_it_changes() {
            done(assembly.publish(assembly.adopted(draft), LocalDate.of(2026, 5, 1)));
            var next = assembly.adopted(assembly.contribution("24 €"));
            assertThat(refused(assembly.publish(next, LocalDate.of(2026, 4, 1))))
                    .singleElement()
                    .asString()
                    .contains("la version 2, que cette proposition change, prend effet le vendredi 1er mai 2026");
            done(assembly.publish(next, LocalDate.of(2026, 5, 1)));
        }

        @Test
        void for_a_day_on_which_the_table_is_not_valid() {
            var summer = Assembly.changed(
                    stored(assembly, "contribution", 1).table(), "Valable jusqu'au;", "Valable jusqu'au;30 juin 2026");
            var id = assembly.adopted(assembly.draft(summer, 1));
            assertThat(refused(assembly.publish(id, LocalDate.of(2026, 7, 1))))
                    .singleElement()
                    .asString()
                    .contains("n'est valable que jusqu'au 30 juin 2026");
            done(assembly.publish(id, LocalDate.of(2026, 6, 30)));
        }

        @Test
        void what_is_not_what_was_voted() {
            var id = assembly.adopted(draft);
            assembly.transaction(connection -> {
                try (var tamper = connection.prepareStatement(
                        "update proposal_table set csv = replace(csv, '65', '66') where proposal_id = ?")) {
                    tamper.setString(1, id);
                    tamper.executeUpdate();
                }
            });
            assertThat(refused(assembly.publish(id, assembly.tomorrow())))
                    .singleElement()
                    .asString()
                    .startsWith("Le contenu de cette proposition n'est plus celui qui a été proposé");
            assertThat(assembly.bean(History.class).of(assembly.fund().rulebook()))
                    .filteredOn(version -> version.question().equals("contribution"))
                    .hasSize(1);
        }
    }

    @Nested
    class Revoking {
        private final Assembly assembly = committee(2);
        private final Draft draft = assembly.contribution("25 €");
        private final String id = assembly.adopted(draft);

        @Test
        void before_its_day_has_everything_go_on_as_before_and_the_drafts_written_again() {
            done(assembly.publish(id, LocalDate.of(2026, 4, 1)));
            assertThat(assembly.read(draft).state()).isEqualTo(Draft.State.PUBLISHED);
            done(assembly.bean(Enacting.class).revoke(id, assembly.facilitator()));
            assertThat(assembly.proposal(id).state()).isEqualTo(State.REVOKED);
            assertThat(assembly.read(draft).state()).isEqualTo(Draft.State.OPEN);
            clock().stopAt(Instant.parse("2026-04-02T09:00:00Z"));
            assertThat(contribution(assembly).value()).isEqualTo(Money.euroCents(2_000));
            assertThat(refused(assembly.bean(Enacting.class).revoke(id, assembly.facilitator())))
                    .singleElement()
                    .asString()
                    .contains("il n'y a rien à retirer");
            assembly.proposed(assembly.read(draft));
        }

        @Test
        void is_too_late_once_it_took_effect_or_is_about_to() {
            done(assembly.publish(id, LocalDate.of(2026, 4, 1)));
            clock().stopAt(Instant.parse("2026-03-31T21:59:55Z"));
            assertThat(refused(assembly.bean(Enacting.class).revoke(id, assembly.facilitator())))
                    .singleElement()
                    .asString()
                    .contains("ne peut plus être retirée");
            clock().stopAt(Instant.parse("2026-04-10T09:00:00Z"));
            assertThat(refused(assembly.bean(Enacting.class).revoke(id, assembly.facilitator())))
                    .hasSize(1);
            assertThat(contribution(assembly).value()).isEqualTo(Money.euroCents(2_500));
        }

        @Test
        void waits_for_what_was_built_on_it() {
            done(assembly.publish(id, LocalDate.of(2026, 4, 1)));
            var next = assembly.adopted(assembly.contribution("24 €"));
            done(assembly.publish(next, LocalDate.of(2026, 5, 1)));
            assertThat(refused(assembly.bean(Enacting.class).revoke(id, assembly.facilitator())))
                    .singleElement()
                    .asString()
                    .contains("la version 3 a été publiée ensuite à partir de celle-ci");
            done(assembly.bean(Enacting.class).revoke(next, assembly.facilitator()));
            done(assembly.bean(Enacting.class).revoke(id, assembly.facilitator()));
        }

        @Test
        void outdates_what_was_proposed_on_top_of_it() {
            done(assembly.publish(id, LocalDate.of(2026, 4, 1)));
            var next = assembly.proposed(assembly.contribution("24 €"));
            done(assembly.bean(Enacting.class).revoke(id, assembly.facilitator()));
            assertThat(assembly.proposal(next).state()).isEqualTo(State.OUTDATED);
        }

        @Test
        void of_what_was_never_published_does_nothing() {
            assertThat(refused(assembly.bean(Enacting.class).revoke(id, assembly.facilitator())))
                    .containsExactly("Cette proposition n'est pas publiée\u00a0: il n'y a rien à retirer.");
        }
    }

    @Test
    void everything_that_happens_is_on_its_timeline_and_in_the_audit_log() {
        var assembly = committee(2);
        assembly.bean(VotingRules.class)
                .change(
                        assembly.fund().rulebook(),
                        new VoteRules(60, Majority.ABSOLUTE, false, 5, 30),
                        assembly.facilitator());
        var id = assembly.inVote(false, assembly.contribution("25 €"));
        done(assembly.bean(Discussing.class)
                .say(id, assembly.member(1), new Discussing.Place("contribution", "R4"), "Bonne idée."));
        done(assembly.cast(id, assembly.member(0), Choice.YES));
        done(assembly.cast(id, assembly.member(1), Choice.YES));
        done(assembly.publish(id, assembly.tomorrow()));
        clock().stopAt(Instant.parse("2026-03-16T09:00:00Z"));
        assembly.bean(Settling.class).settleAll();
        assembly.bean(Settling.class).settleAll();
        var revoked = assembly.adopted(assembly.contribution("24 €"));
        done(assembly.publish(revoked, assembly.tomorrow()));
        done(assembly.bean(Enacting.class).revoke(revoked, assembly.facilitator()));

        assembly.transaction(connection -> {
            var minutes = assembly.bean(Minutes.class).of(connection, id);
            assertThat(minutes)
                    .extracting(Minutes.Taken::step)
                    .containsExactly(
                            Minutes.Step.PROPOSED,
                            Minutes.Step.OPENED,
                            Minutes.Step.ADOPTED,
                            Minutes.Step.PUBLISHED,
                            Minutes.Step.TOOK_EFFECT);
            assertThat(minutes.getLast().at()).isEqualTo(Instant.parse("2026-03-14T23:00:00Z"));
            assertThat(minutes.get(3).details())
                    .isEqualTo(
                            "Guide des contributions de Joigny, version 2\u00a0: prend effet le dimanche 15 mars 2026"
                                    + " à 0\u00a0h.");
        });
        assertThat(log(assembly))
                .containsExactly(
                        "SETTINGS_CHANGED by facilitator: quorum\u00a0: 50\u00a0% devient 60\u00a0% ; majorité\u00a0:"
                                + " «\u00a0plus de oui que de non\u00a0» devient «\u00a0plus de la moitié des votes,"
                                + " abstentions comprises\u00a0» ; vote secret par défaut, devient à main levée ; durée"
                                + " d'un vote\u00a0: 7 jours devient 5 jours ; préavis des lieux\u00a0: 60 jours devient"
                                + " 30 jours",
                        "PROPOSED by member 0: Guide des contributions de Joigny",
                        "VOTE_OPENED by facilitator: Vote à main levée jusqu'au dimanche 15 mars 2026 à 18\u00a0h\u00a0;"
                                + " 2 personnes peuvent voter, quorum de 2 votes, majorité demandée\u00a0: plus de la"
                                + " moitié des votes, abstentions comprises.",
                        "COMMENTED by member 1: commentaire\u00a0: Guide des contributions de Joigny, ligne R4",
                        "VOTED by member 0: Oui",
                        "VOTED by member 1: Oui",
                        "VOTE_CLOSED by nobody: 2 oui, 0 non, 0 abstention\u00a0; 2 votes sur 2 membres du comité",
                        "PUBLISHED by facilitator: Guide des contributions de Joigny, version 2\u00a0: prend effet le"
                                + " dimanche 15 mars 2026 à 0\u00a0h.",
                        "TOOK_EFFECT by nobody: En vigueur",
                        "PROPOSED by member 0: Guide des contributions de Joigny",
                        "VOTE_OPENED by facilitator: Vote secret jusqu'au mardi 17 mars 2026 à 18\u00a0h\u00a0;"
                                + " 2 personnes peuvent voter, quorum de 2 votes, majorité demandée\u00a0: plus de la"
                                + " moitié des votes, abstentions comprises.",
                        "VOTE_CLOSED by nobody: 2 oui, 0 non, 0 abstention\u00a0; 2 votes sur 2 membres du comité",
                        "PUBLISHED by facilitator: Guide des contributions de Joigny, version 3\u00a0: prend effet le"
                                + " mardi 17 mars 2026 à 0\u00a0h.",
                        "PUBLICATION_WITHDRAWN by facilitator: Retirée après publication");
    }

    private static List<String> log(Assembly assembly) {
        var log = new ArrayList<String>();
        assembly.transaction(connection -> {
            try (var query = connection.prepareStatement(
                    "select action, person_id, details from audit_log where rulebook = ? order by id")) {
                query.setString(1, assembly.fund().rulebook());
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        var person = rows.getString(2);
                        var who = person == null
                                ? "nobody"
                                : person.equals(assembly.facilitator().id())
                                        ? "facilitator"
                                        : person.equals(assembly.member(0).id()) ? "member 0" : "member 1";
                        log.add(rows.getString(1) + " by " + who + ": " + rows.getString(3));
                    }
                }
            }
        });
        return log;
    }
}
