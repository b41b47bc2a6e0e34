package org.cabas.service.allocation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.cabas.rules.money.Money;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.AccountKind;
import org.cabas.service.ledger.JournalLine;
import org.cabas.service.ledger.JournalLine.Kind;
import org.cabas.service.ledger.JournalLine.Transfer;
import org.cabas.service.ledger.Ledger;

/** Brings money into a fund, and from its treasury to households. */
@Singleton
public class Allocating {
    private final Transactions transactions;
    private final Ledger ledger;
    private final Clock clock;

    public Allocating(Transactions transactions, Ledger ledger, Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Records money that reached a fund from outside: a subsidy, a donation. */
    public void fund(String fund, Money amount) {
        transactions.run(connection -> {
            fund(connection, fund, amount);
            return fund;
        });
    }

    /** The same in a transaction that the caller holds. */
    public void fund(Connection connection, String fund, Money amount) throws SQLException {
        var treasury = ledger.open(connection, fund, AccountKind.TREASURY, "");
        var outside = ledger.open(connection, fund, AccountKind.OUTSIDE, "");
        ledger.write(
                connection,
                new JournalLine(
                        fund,
                        Kind.FUNDED,
                        null,
                        null,
                        null,
                        0,
                        0,
                        clock.instant(),
                        List.of(new Transfer(outside, treasury, amount.cents()))));
    }

    /** Gives a household money to spend, out of its fund's treasury; the household's account is opened if need be. */
    public void allocate(String fund, String household, Money amount) {
        transactions.run(connection -> {
            allocate(connection, fund, household, amount);
            return household;
        });
    }

    /** The same in a transaction that the caller holds. */
    public void allocate(Connection connection, String fund, String household, Money amount) throws SQLException {
        var treasury = ledger.open(connection, fund, AccountKind.TREASURY, "");
        var account = ledger.open(connection, fund, AccountKind.HOUSEHOLD, household);
        ledger.write(
                connection,
                new JournalLine(
                        fund,
                        Kind.ALLOCATED,
                        account,
                        null,
                        null,
                        amount.cents(),
                        0,
                        clock.instant(),
                        List.of(new Transfer(treasury, account, amount.cents()))));
    }
}
