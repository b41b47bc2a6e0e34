package org.cabas.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.authorization.Town;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.JournalLine.Kind;
import org.cabas.service.ledger.JournalLine.Transfer;
import org.cabas.service.ledger.Ledger.Overspent;
import org.cabas.service.member.Cards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes wrongly, by mistake of ours too, is stopped: by the ledger's one conditional statement, and by the database. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerTest implements OnTestDatabase {
    private static final String FUND = "joigny";

    @Inject
    ApplicationContext context;

    @Inject
    Ledger ledger;

    @Inject
    Transactions transactions;

    private Town town;
    private long merchant;

    @BeforeAll
    void found() {
        town = Town.found(context, FUND);
        merchant = transactions.run(c -> ledger.open(c, FUND, AccountKind.MERCHANT, "lieu"));
    }

    @AfterEach
    void everything_holds() {
        town.bean(Sealing.class).seal();
        assertThat(town.bean(Invariants.class).check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1001, 0", "0, 1001", "-500, 501", "0, -1", "-1, 1000"})
    void more_than_there_is_is_neither_spent_nor_held_nor_released(long balance, long reserved) {
        var account = account(1000);

        assertThatThrownBy(() -> change(account, balance, reserved)).isInstanceOf(Overspent.class);

        var standing = transactions.run(c -> ledger.read(c, account));
        assertThat(standing.balance()).isEqualTo(1000);
        assertThat(standing.reserved()).isZero();
    }

    @Test
    void what_is_held_is_not_spent_by_another_purchase() {
        var account = account(1000);
        change(account, 0, 800);

        assertThatThrownBy(() -> change(account, -201, 0)).isInstanceOf(Overspent.class);

        assertThat(transactions.run(c -> ledger.read(c, account)).available()).isEqualTo(200);
        change(account, 0, -800); // no authorization stands for what is held
    }

    @ParameterizedTest
    @ValueSource(strings = {"balance = -1", "reserved = 1001", "reserved = -1", "balance = 500, reserved = 501"})
    void a_household_overspends_by_no_statement_whatsoever(String change) {
        var account = account(1000);

        assertThatThrownBy(() -> execute("update account set " + change + " where id = " + account))
                .hasRootCauseInstanceOf(SQLException.class)
                .hasStackTraceContaining("never_overspent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update transfer set amount = amount + 1",
                "delete from transfer",
                "delete from journal",
                "update journal set balance_change = balance_change + 1",
                "update journal set sequence = 1000000, hash = unhex(repeat('00', 32)), kind = 'purchased'",
                "update journal set sequence = null, hash = null where sequence is not null",
                "update journal set hash = unhex(repeat('00', 32)) where sequence is not null"
            })
    void what_is_written_is_neither_changed_nor_taken_back(String statement) {
        account(1000);
        town.bean(Sealing.class).seal();

        assertThatThrownBy(() -> execute(statement)).isInstanceOf(DatabaseAway.class);
    }

    private long account(long cents) {
        return town.bean(Cards.class)
                .holder(town.card(FUND, cents))
                .orElseThrow()
                .account();
    }

    private void change(long account, long balance, long reserved) {
        var transfers = balance == 0 ? List.<Transfer>of() : List.of(new Transfer(account, merchant, -balance));
        transactions.run(connection -> {
            ledger.write(
                    connection,
                    new JournalLine(
                            FUND, Kind.PURCHASED, account, null, null, balance, reserved, Instant.now(), transfers));
            return account;
        });
    }

    private void execute(String sql) {
        transactions.run(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
