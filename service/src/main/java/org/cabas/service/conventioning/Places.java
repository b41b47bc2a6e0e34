package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.merchant.Convention;
import org.jspecify.annotations.Nullable;

/** The places that have, will have or had a convention, each with the one that counts. */
@Singleton
class Places {
    /** More than the largest fund has. */
    static final int MOST = 500;

    private final ConventionLines lines;

    Places(ConventionLines lines) {
        this.lines = lines;
    }

    /**
     * A place.
     *
     * @param kind in French
     * @param address of its file; null where its convention is older than files
     */
    public record Place(
            String id,
            String name,
            String kind,
            String town,
            @Nullable String address,
            ConventionLines.Line convention) {}

    /** The places of a fund by name, as they stand on a day. */
    List<Place> of(Connection connection, String fund, LocalDate today) throws SQLException {
        try (var query = connection.prepareStatement("""
                select m.id, m.name, m.kind, m.town, c.id, c.starts_on, c.ends_on, c.suspended, c.families, c.coverage, c.decided_by,
                    (select max(k.case_id) from conventioning k where k.merchant_id = m.id),
                    (select max(k.last_day) from conventioning k
                        join signed_convention s on s.case_id = k.case_id where s.convention_id = c.id)
                from merchant m join convention c on c.id = (
                    select n.id from convention n where n.merchant_id = m.id
                    order by n.starts_on <= ? desc, n.ends_on >= ? desc, n.starts_on desc, n.id limit 1)
                where m.fund_id = ? order by c.ends_on < ?, m.name, m.id limit ?""")) {
            query.setObject(1, today);
            query.setObject(2, today);
            query.setString(3, fund);
            query.setObject(4, today);
            query.setInt(5, MOST);
            var places = new ArrayList<Place>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var convention = new Convention(
                            rows.getString(5),
                            rows.getString(1),
                            rows.getObject(6, LocalDate.class),
                            rows.getObject(7, LocalDate.class),
                            rows.getBoolean(8),
                            rows.getString(9),
                            rows.getInt(10),
                            rows.getString(11));
                    var file = rows.getString(12);
                    var lastDay = rows.getObject(13, LocalDate.class);
                    var neverBegins = lastDay != null && convention.startsOn().isAfter(lastDay);
                    places.add(new Place(
                            rows.getString(1),
                            rows.getString(2),
                            kind(rows.getString(3)),
                            rows.getString(4),
                            file == null ? null : "/caisses/" + fund + "/dossiers/" + file,
                            lines.line(convention, neverBegins, today)));
                }
            }
            return places;
        }
    }

    private static String kind(String code) {
        return Vocabulary.MERCHANT_KINDS.option(code).map(Domain.Option::label).orElse("");
    }
}
