package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.fund.FundRules;
import org.cabas.service.merchant.Convention;

/** How long ahead of its last day a convention's renewal is to be decided, fund by fund. */
@Singleton
class Renewals {
    /** A week is the least in which anybody can be asked. */
    static final int LEAST_DAYS = 7;

    /** Longer before, nobody knows yet how the year went. */
    static final int MOST_DAYS = 180;

    /** Until a fund decides otherwise: as long as the notice that a place is given by default. */
    static final int DEFAULT_DAYS = 60;

    private final Audit audit;

    Renewals(Audit audit) {
        this.audit = audit;
    }

    /** The days of a fund. */
    int days(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("select renewal_days from fund_conventioning where fund_id = ?")) {
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                return rows.next() ? rows.getInt(1) : DEFAULT_DAYS;
            }
        }
    }

    /** Changes them, for the conventions that are signed afterwards. */
    void change(Connection connection, String fund, int days, Visitor by) throws SQLException {
        if (days(connection, fund) == days) {
            return;
        }
        try (var upsert = connection.prepareStatement("""
                insert into fund_conventioning (fund_id, renewal_days) values (?, ?)
                on duplicate key update renewal_days = values(renewal_days)""")) {
            upsert.setString(1, fund);
            upsert.setInt(2, days);
            upsert.executeUpdate();
        }
        audit.record(
                connection,
                Deed.of(Action.SETTINGS_CHANGED, ConventioningWording.say("setting.renewals"))
                        .in(fund)
                        .by(by)
                        .with(ConventioningWording.say("setting.days", days)));
    }

    /** When the renewal of a convention is to be decided: not before it begins. */
    Instant due(Connection connection, CaseFile file, Convention convention) throws SQLException {
        var ahead = convention.endsOn().minusDays(days(connection, file.fundId()));
        var day = ahead.isBefore(convention.startsOn()) ? convention.startsOn() : ahead;
        return day.atStartOfDay(FundRules.of(connection, file.fundId()).zone()).toInstant();
    }
}
