package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.FactSheet;
import org.cabas.service.access.FormFields;
import org.cabas.service.allocation.Allocating;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.engine.Outbox;
import org.cabas.service.fund.FundRules;
import org.cabas.service.fund.Policies;
import org.cabas.service.ledger.AccountKind;
import org.cabas.service.ledger.Ledger;
import org.cabas.service.member.Card;
import org.cabas.service.member.Memberships;
import org.cabas.service.page.Filling;
import org.cabas.workflows.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/**
 * The cards of households: made, handed over, lost, replaced. The money is on the household's account, never on a card, so that a new
 * card has what the lost one had left.
 */
@Singleton
class HouseholdCards {
    private static final int YEARS = 1;

    private final Applications applications;
    private final Standings standings;
    private final Memberships memberships;
    private final Ledger ledger;
    private final Allocating allocating;
    private final Treasury treasury;
    private final Policies policies;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    HouseholdCards(
            Applications applications,
            Standings standings,
            Memberships memberships,
            Ledger ledger,
            Allocating allocating,
            Treasury treasury,
            Policies policies,
            Timeline timeline,
            Outbox outbox,
            Clock clock) {
        this.applications = applications;
        this.standings = standings;
        this.memberships = memberships;
        this.ledger = ledger;
        this.allocating = allocating;
        this.treasury = treasury;
        this.policies = policies;
        this.timeline = timeline;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes the household with its account and its first card, which pays nothing yet; once. */
    void first(Connection connection, CaseFile file) throws SQLException {
        if (standings.of(connection, file.id()).member() != null) {
            return;
        }
        var told = applications.of(connection, file.id()).told();
        var opened = memberships.open(connection, file.fundId(), told.adults(), told.children(), told.name());
        ledger.open(connection, file.fundId(), AccountKind.HOUSEHOLD, opened.household());
        standings.enlist(connection, file.id(), opened);
        issue(connection, file, opened.member());
    }

    private void issue(Connection connection, CaseFile file, String member) throws SQLException {
        var today = FundRules.of(connection, file.fundId()).day(clock.instant());
        memberships.issue(connection, member, today.plusYears(YEARS));
    }

    /** The card that the household has, or will have; none where none was made, or only blocked ones. */
    Optional<Card> current(Connection connection, Standing standing) throws SQLException {
        if (standing.member() == null) {
            return Optional.empty();
        }
        return memberships.cards(connection, standing.member()).stream()
                .filter(card -> card.status() != Card.Status.BLOCKED)
                .findFirst();
    }

    /** What a form tells of the card that is to be handed over. */
    Map<String, @Nullable Object> toHandOver(Connection connection, Standing standing) throws SQLException {
        var model = new HashMap<String, @Nullable Object>();
        model.put("card", current(connection, standing).orElse(null));
        return model;
    }

    /**
     * Hands the card over whose number is typed as it is written on it: from now on it pays.
     *
     * @return false where it is another number, and then nothing changed
     */
    boolean handOver(Connection connection, Standing standing, FormFields fields, Filling filling) throws SQLException {
        var card = current(connection, standing);
        var typed = fields.text("card_number").replaceAll("[\\s\u00a0-]", "").toLowerCase(Locale.ROOT);
        if (card.isEmpty() || !card.get().id().equals(typed)) {
            filling.wrong("card_number", "wrong.card");
            return false;
        }
        memberships.activate(connection, card.get().id());
        return true;
    }

    /**
     * Gives a household that comes in its first month, by the fund's allocation table and as far as the treasury has it, so that its
     * card pays from the day it has it. What a table gives only to those who contributed comes with the month's contributions.
     *
     * @return what it was given, possibly nothing
     */
    Money firstMonth(Connection connection, CaseFile file) throws SQLException {
        var household = standings.of(connection, file.id()).household();
        var told = applications.of(connection, file.id()).told();
        var nothing = Money.euroCents(0);
        var amount = policies.inForce(FundRules.of(connection, file.fundId()).rulebook(), clock.instant())
                .map(policy -> policy.allocation(
                        FactSheet.household(told.adults(), told.children()).and(FactSheet.contributed(0, nothing))))
                .map(answer -> answer instanceof Answer.Given<Money>(var given, var rule, var note) ? given : nothing)
                .orElse(nothing);
        if (household == null || !amount.isPositive() || treasury.balance(connection, file.fundId()) < amount.cents()) {
            return nothing;
        }
        allocating.allocate(connection, file.fundId(), household, amount);
        return amount;
    }

    /**
     * Blocks a lost card at once, makes another one, and has somebody hand it over.
     *
     * @param file locked and open
     * @return false where there is no card that pays, and then nothing changed
     */
    boolean lose(Connection connection, CaseFile file, String person) throws SQLException {
        var standing = standings.of(connection, file.id());
        var lost = current(connection, standing).filter(card -> card.status() == Card.Status.ACTIVE);
        if (lost.isEmpty()) {
            return false;
        }
        memberships.block(connection, standing.cardHolder());
        issue(connection, file, standing.cardHolder());
        timeline.add(connection, file.id(), person, "enrollment.card-lost", "");
        outbox.tell(connection, file.id(), Enrollment.CARD_LOST);
        return true;
    }
}
