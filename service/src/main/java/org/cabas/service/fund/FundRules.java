package org.cabas.service.fund;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** By which tables a fund decides, and whose midnight starts its days; read on the connection of whoever asks. */
public record FundRules(String fund, String rulebook, ZoneId zone) {

    /** Those of a fund that is known. */
    public static FundRules of(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("select rulebook, time_zone from fund where id = ?")) {
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no fund " + fund);
                }
                return new FundRules(fund, rows.getString(1), ZoneId.of(rows.getString(2)));
            }
        }
    }

    /** The fund's day of an instant. */
    public LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }
}
