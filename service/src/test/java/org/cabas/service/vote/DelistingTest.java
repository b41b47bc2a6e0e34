package org.cabas.service.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.vote.Assembly.done;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.cabas.service.draft.Draft;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.Conventions;
import org.cabas.service.merchant.Merchant;
import org.cabas.service.merchant.Merchants;
import org.cabas.service.vote.Delisting.Loss;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** New criteria that no longer accept a place say which, and give it notice. */
class DelistingTest extends InAssembly {
    private static final LocalDate LONG_AGO = LocalDate.of(2025, 1, 1);
    private static final LocalDate NEXT_YEAR = LocalDate.of(2027, 3, 31);

    private final Assembly assembly = committee(2);

    /** 75 points instead of 60; the committee looks from 70 points on, and below it is a no. */
    private Draft stricter() {
        return assembly.draft(
                "conventioning",
                "R4;;;≥ 60;conventionné;hypothèse : 60 points suffisent.;\nR5;;;40 à 59;à examiner;",
                "R4;;;≥ 75;conventionné;hypothèse : 75 points suffisent.;\nR5;;;70 à 74;à examiner;");
    }

    private String farm(String name, @Nullable String certification, int workers) {
        return farm(assembly.fund().id(), name, certification, workers);
    }

    private String farm(String fund, String name, @Nullable String certification, int workers) {
        var id = "lieu-" + UUID.randomUUID();
        assembly.bean(Merchants.class)
                .save(new Merchant(
                        id,
                        fund,
                        name,
                        "farmer",
                        null,
                        "Joigny",
                        BigDecimal.TEN,
                        certification,
                        true,
                        100,
                        100,
                        false,
                        workers,
                        "{}"));
        return id;
    }

    private String convention(String merchant, LocalDate from, LocalDate to) {
        var id = "c" + UUID.randomUUID();
        assembly.bean(Conventions.class)
                .save(new Convention(id, merchant, from, to, false, "vegetables", 100, "conventioning 1 R4"));
        return id;
    }

    private Convention read(String convention) {
        return assembly.bean(Conventions.class).findById(convention).orElseThrow();
    }

    private List<Loss> losses(String proposal) {
        return assembly.bean(org.cabas.service.database.Transactions.class).run(connection -> {
            var read = assembly.proposal(proposal);
            var stands = assembly.bean(Standing.class).of(connection, read.rulebook());
            return assembly.bean(Delisting.class).under(connection, read, stands, assembly.today());
        });
    }

    @Test
    void a_proposal_names_the_places_that_it_drops_and_the_row_that_does() {
        var small = farm("La petite ferme", null, 50);
        convention(small, LONG_AGO, NEXT_YEAR);
        convention(farm("La ferme bio", "certified", 2), LONG_AGO, NEXT_YEAR);
        farm("Sans convention", null, 50);
        var past = farm("Convention passée", null, 50);
        convention(past, LONG_AGO, LocalDate.of(2026, 3, 13));

        assertThat(losses(assembly.proposed(stricter()))).singleElement().satisfies(loss -> {
            assertThat(loss.merchant().id()).isEqualTo(small);
            assertThat(loss.why()).startsWith("règle R6");
        });
    }

    @Test
    void a_place_that_the_committee_will_look_at_is_not_dropped() {
        convention(farm("La petite ferme", null, 50), LONG_AGO, NEXT_YEAR);
        var reviewed = assembly.draft(
                "conventioning",
                "R4;;;≥ 60;conventionné;hypothèse : 60 points suffisent.;\nR5;;;40 à 59;à examiner;",
                "R4;;;≥ 75;conventionné;hypothèse : 75 points suffisent.;\nR5;;;40 à 74;à examiner;");
        assertThat(losses(assembly.proposed(reviewed))).isEmpty();
    }

    @Test
    void a_place_that_today_s_criteria_refuse_too_owes_nothing_to_the_change() {
        convention(farm("Un ancien choix", null, 50), LONG_AGO, NEXT_YEAR);
        var first = assembly.adopted(stricter());
        done(assembly.publish(first, assembly.tomorrow()));
        var second = assembly.proposed(assembly.draft("conventioning", "≥ 75;conventionné", "≥ 80;conventionné"));
        assertThat(losses(second)).isEmpty();
    }

    @Test
    void a_proposal_about_something_else_drops_nobody() {
        convention(farm("La petite ferme", null, 50), LONG_AGO, NEXT_YEAR);
        assertThat(losses(assembly.proposed(assembly.contribution("25 €")))).isEmpty();
    }

    @Test
    void places_of_every_fund_of_the_rulebook_count() {
        var sister = "s" + assembly.fund().id();
        assembly.bean(Funds.class)
                .save(new Fund(
                        sister, "Sœur", "Là", assembly.fund().rulebook(), Fund.Status.OPEN, "EUR", "Europe/Paris", 7));
        convention(farm(sister, "La ferme de la sœur", null, 50), LONG_AGO, NEXT_YEAR);
        assertThat(losses(assembly.proposed(stricter()))).hasSize(1);
    }

    @Nested
    class Publishing {
        private final String farm = farm("La petite ferme", null, 50);
        private final String lasting = convention(farm, LONG_AGO, NEXT_YEAR);

        @Test
        void gives_the_fund_s_notice() {
            done(assembly.publish(assembly.adopted(stricter()), assembly.tomorrow()));
            assertThat(read(lasting).endsOn()).as("60 days after 14 March").isEqualTo(LocalDate.of(2026, 5, 13));
        }

        @Test
        void never_ends_a_convention_before_the_new_criteria_count() {
            done(assembly.publish(assembly.adopted(stricter()), LocalDate.of(2026, 9, 1)));
            assertThat(read(lasting).endsOn()).isEqualTo(LocalDate.of(2026, 9, 1));
        }

        @Test
        void follows_the_notice_that_the_committee_sets() {
            assembly.bean(VotingRules.class)
                    .change(
                            assembly.fund().rulebook(),
                            new VoteRules(50, Majority.SIMPLE, true, 7, 0),
                            assembly.facilitator());
            done(assembly.publish(assembly.adopted(stricter()), assembly.tomorrow()));
            assertThat(read(lasting).endsOn()).isEqualTo(assembly.tomorrow());
        }

        @Test
        void leaves_a_convention_that_ends_before() {
            var brief = convention(farm("Une autre", null, 50), LONG_AGO, LocalDate.of(2026, 4, 1));
            done(assembly.publish(assembly.adopted(stricter()), assembly.tomorrow()));
            assertThat(read(brief).endsOn()).isEqualTo(LocalDate.of(2026, 4, 1));
        }

        @Test
        void keeps_a_convention_from_beginning_after_the_notice() {
            var next = convention(farm, NEXT_YEAR.plusDays(1), NEXT_YEAR.plusYears(1));
            var id = assembly.adopted(stricter());
            done(assembly.publish(id, assembly.tomorrow()));
            assertThat(read(next).suspended()).isTrue();
            assertThat(read(next).endsOn()).isEqualTo(NEXT_YEAR.plusYears(1));
            done(assembly.bean(Enacting.class).revoke(id, assembly.facilitator()));
            assertThat(read(next).suspended()).isFalse();
        }

        @Test
        void that_is_revoked_has_conventions_last_as_they_did() {
            var id = assembly.adopted(stricter());
            done(assembly.publish(id, LocalDate.of(2026, 4, 1)));
            done(assembly.bean(Enacting.class).revoke(id, assembly.facilitator()));
            assertThat(read(lasting).endsOn()).isEqualTo(NEXT_YEAR);
        }

        @Test
        void is_told_with_its_figures() {
            var id = assembly.adopted(stricter());
            done(assembly.publish(id, assembly.tomorrow()));
            assembly.transaction(connection -> assertThat(assembly.bean(Minutes.class)
                            .of(connection, id)
                            .getLast()
                            .details())
                    .endsWith("1 convention prend fin le 13 mai 2026."));
        }

        @Test
        void is_heard_of_by_every_instance() {
            var id = assembly.adopted(stricter());
            done(assembly.publish(id, assembly.tomorrow()));
            assembly.transaction(connection -> {
                try (var query = connection.prepareStatement(
                        "select count(*) from change_feed where topic = 'merchant' and subject = ?")) {
                    query.setString(1, farm);
                    try (var rows = query.executeQuery()) {
                        rows.next();
                        assertThat(rows.getInt(1)).isOne();
                    }
                }
            });
        }
    }
}
