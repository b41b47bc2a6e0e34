package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.database.Transactions;

/** How each committee votes. What it changes holds for the votes that open afterwards. */
@Singleton
public class VotingRules {
    private final Transactions transactions;
    private final Minutes minutes;
    private final Clock clock;

    VotingRules(Transactions transactions, Minutes minutes, Clock clock) {
        this.transactions = transactions;
        this.minutes = minutes;
        this.clock = clock;
    }

    /** The rules of a rulebook's committee; {@link VoteRules#DEFAULT} until it decided otherwise. */
    public VoteRules of(String rulebook) {
        return transactions.run(connection -> of(connection, rulebook));
    }

    /** The same, on the connection of whoever asks. */
    public VoteRules of(Connection connection, String rulebook) throws SQLException {
        try (var query = connection.prepareStatement(
                "select quorum, majority, secret, days, notice_days from vote_rules where rulebook = ?")) {
            query.setString(1, rulebook);
            try (var rows = query.executeQuery()) {
                return rows.next()
                        ? new VoteRules(
                                rows.getInt(1),
                                Majority.valueOf(rows.getString(2)),
                                rows.getBoolean(3),
                                rows.getInt(4),
                                rows.getInt(5))
                        : VoteRules.DEFAULT;
            }
        }
    }

    /** Changes the rules of a rulebook's committee; nothing happens, and nothing is noted, where they are so already. */
    public void change(String rulebook, VoteRules rules, Participant by) {
        transactions.run(connection -> {
            var before = of(connection, rulebook);
            if (!before.equals(rules)) {
                store(connection, rulebook, rules, by);
                minutes.rulesChanged(connection, rulebook, by, differences(before, rules));
            }
            return rules;
        });
    }

    private void store(Connection connection, String rulebook, VoteRules rules, Participant by) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into vote_rules (rulebook, quorum, majority, secret, days, notice_days, changed_by, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update quorum = values(quorum), majority = values(majority), secret = values(secret),
                    days = values(days), notice_days = values(notice_days), changed_by = values(changed_by),
                    changed_at = values(changed_at)""")) {
            upsert.setString(1, rulebook);
            upsert.setInt(2, rules.quorum());
            upsert.setString(3, rules.majority().name());
            upsert.setBoolean(4, rules.secret());
            upsert.setInt(5, rules.days());
            upsert.setInt(6, rules.noticeDays());
            upsert.setString(7, by.id());
            upsert.setObject(8, Proposals.utc(clock.instant()));
            upsert.executeUpdate();
        }
    }

    private static String differences(VoteRules before, VoteRules after) {
        var changes = new ArrayList<String>();
        changed(changes, "rules.quorum", before.quorum(), after.quorum());
        changed(
                changes,
                "rules.majority",
                before.majority().inWords(),
                after.majority().inWords());
        changed(changes, "rules.secret", secrecy(before), secrecy(after));
        changed(changes, "rules.days", before.days(), after.days());
        changed(changes, "rules.notice", before.noticeDays(), after.noticeDays());
        return String.join(" ; ", changes);
    }

    private static String secrecy(VoteRules rules) {
        return VoteWording.say(rules.secret() ? "vote.secret" : "vote.open");
    }

    private static void changed(List<String> changes, String key, Object before, Object after) {
        if (!before.equals(after)) {
            changes.add(VoteWording.say(key, before, after));
        }
    }
}
