package org.cabas.service.demo.data;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.cabas.rules.funds.DemonstrationFund;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.Value;
import org.cabas.service.allocation.Allocating;
import org.cabas.service.database.Changes;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.DemonstrationData;
import org.cabas.service.demo.data.People.Home;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.Policies;
import org.cabas.service.fund.Publishing;
import org.cabas.service.ledger.AccountKind;
import org.cabas.service.ledger.Ledger;
import org.cabas.service.member.Cards;
import org.cabas.service.member.Households;
import org.cabas.service.member.Members;
import org.cabas.service.merchant.Conventions;
import org.cabas.service.merchant.Merchants;
import org.cabas.service.start.Wording;

/**
 * The demonstration funds, each in one transaction: a fund that is there is there with its tables, its treasury, its
 * people and its merchants, and is left alone. Open funds have paid one month's allocation, by their own tables and
 * out of their treasury.
 */
@Singleton
@Order(1)
@Requires(env = Demonstration.ENVIRONMENT)
final class FundsData implements DemonstrationData {
    /** Everything that is drawn comes from it and from the name of the fund. */
    static final long SEED = 20_260_307;

    private static final int HOLD_DAYS = 7;

    /** A basket ordered on the first of a month is handed over by the first days of the next. */
    private static final int HOLD_DAYS_OF_BASKETS = 35;

    /** Where contributors are counted, the household of every so many has not contributed this month. */
    private static final int CONTRIBUTING = 12;

    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private final Changes changes;
    private final Publishing publishing;
    private final Policies policies;
    private final Ledger ledger;
    private final Allocating allocating;
    private final Funds funds;
    private final Households households;
    private final Members members;
    private final Cards cards;
    private final Merchants merchants;
    private final Conventions conventions;

    FundsData(
            TransactionOperations<Connection> transactions,
            Clock clock,
            Changes changes,
            Publishing publishing,
            Policies policies,
            Ledger ledger,
            Allocating allocating,
            Funds funds,
            Households households,
            Members members,
            Cards cards,
            Merchants merchants,
            Conventions conventions) {
        this.transactions = transactions;
        this.clock = clock;
        this.changes = changes;
        this.publishing = publishing;
        this.policies = policies;
        this.ledger = ledger;
        this.allocating = allocating;
        this.funds = funds;
        this.households = households;
        this.members = members;
        this.cards = cards;
        this.merchants = merchants;
        this.conventions = conventions;
    }

    @Override
    public void load(Consumer<String> progress) {
        var known = new HashSet<String>();
        funds.findAll().forEach(fund -> known.add(fund.id()));
        for (var fund : DemonstrationFunds.all()) {
            if (!known.contains(fund.id())) {
                publish(fund);
                progress.accept(found(fund));
            }
        }
    }

    /** The tables count from the day on which the fund opened. They stay published if the rest fails. */
    private void publish(DemonstrationFund fund) {
        if (!policies.isPublished(fund.rulebook())) {
            var now = clock.instant();
            var opening = fund.opensOn()
                    .map(day -> day.atStartOfDay(fund.zone()).toInstant())
                    .filter(instant -> instant.isBefore(now))
                    .orElse(now);
            publishing.publish(fund.rulebook(), DemonstrationFunds.tables(fund.rulebook()), opening);
        }
    }

    /** Founds a fund with all it has, and says so. */
    private String found(DemonstrationFund fund) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, fund.zone());
        var random = new Random(SEED ^ fund.id().hashCode());
        var policy = policies.inForce(fund.rulebook(), now).orElseThrow();
        var homes = new People(fund, random, today).homes();
        var stalls = Market.of(fund, policy, random, today);
        var given = transactions.executeWrite(status -> {
            funds.save(fund(fund));
            households.saveAll(homes.stream().map(Home::household).toList());
            members.saveAll(
                    homes.stream().flatMap(home -> home.members().stream()).toList());
            cards.saveAll(homes.stream().flatMap(home -> home.cards().stream()).toList());
            merchants.saveAll(stalls.merchants());
            conventions.saveAll(stalls.conventions());
            var allocated = allocate(status.getConnection(), fund, policy, homes);
            for (var topic : List.of(Funds.TOPIC, Cards.TOPIC, Merchants.TOPIC)) {
                changes.announce(status.getConnection(), topic, Changes.ALL);
            }
            return allocated;
        });
        return Wording.say(
                "demonstration.fund",
                fund.name(),
                homes.size(),
                stalls.merchants().size(),
                given.inFrench(),
                Wording.say("demonstration." + fund.status().name().toLowerCase(Locale.ROOT)));
    }

    private static Fund fund(DemonstrationFund fund) {
        return new Fund(
                fund.id(),
                fund.name(),
                fund.territory(),
                fund.rulebook(),
                switch (fund.status()) {
                    case OPEN -> Fund.Status.OPEN;
                    case DESIGNING -> Fund.Status.DESIGNING;
                },
                fund.currency().getCurrencyCode(),
                fund.zone().getId(),
                fund.kind() == DemonstrationFund.Kind.BASKETS ? HOLD_DAYS_OF_BASKETS : HOLD_DAYS);
    }

    /** Gives a month's allocation to whom the table gives one, as long as the treasury can. */
    private Money allocate(Connection connection, DemonstrationFund fund, Policy policy, List<Home> homes)
            throws SQLException {
        var treasury = fund.size().treasury();
        if (treasury.isPositive()) {
            allocating.fund(connection, fund.id(), treasury);
        }
        var left = treasury;
        for (var i = 0; i < homes.size(); i++) {
            var home = homes.get(i);
            var household = home.household().id();
            ledger.open(connection, fund.id(), AccountKind.HOUSEHOLD, household);
            if (fund.status() == DemonstrationFund.Status.OPEN && home.takesPart()) {
                var amount = allocation(policy, home, (i + 1) % CONTRIBUTING != 0);
                if (amount.isPositive() && left.compareTo(amount) >= 0) {
                    allocating.allocate(connection, fund.id(), household, amount);
                    left = left.minus(amount);
                }
            }
        }
        return treasury.minus(left);
    }

    private static Money allocation(Policy policy, Home home, boolean contributed) {
        var people =
                FactSheet.household(home.household().adults(), home.household().children());
        var contributors = FactSheet.of(Map.of(
                Fact.CONTRIBUTED.id(), new Value.YesNo(contributed),
                Fact.CONTRIBUTORS.id(), new Value.Quantity(contributed ? 1 : 0)));
        return switch (policy.allocation(people.and(contributors))) {
            case Answer.Given<Money>(var amount, var rule, var note) -> amount;
            case Answer.LeftToPeople<Money> undecided -> throw new IllegalStateException(undecided.toString());
            case Answer.NotAnswered<Money> undecided -> throw new IllegalStateException(undecided.toString());
        };
    }
}
