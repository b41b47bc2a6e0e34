package org.cabas.service.merchant;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.service.database.Changes;
import org.jspecify.annotations.Nullable;

/**
 * Places and their conventions, within a transaction that the caller holds. Whoever decides purchases learns of a change within two
 * seconds of its commit, once it is {@linkplain #announce announced}.
 */
@Singleton
public class Register {
    private static final String CONVENTION =
            "id, merchant_id, starts_on, ends_on, suspended, families, coverage, decided_by";

    private static final int IS_REFERRED_TO = 1451;

    private final Changes changes;

    public Register(Changes changes) {
        this.changes = changes;
    }

    /** The place of that id. */
    public Optional<Merchant> find(Connection connection, String id) throws SQLException {
        return one(connection, "id = ?", id);
    }

    /** The place of a fund that has that number; the first that the fund knew, where there are several. */
    public Optional<Merchant> ofSiret(Connection connection, String fund, String siret) throws SQLException {
        return one(connection, "fund_id = ? and siret = ? order by id", fund, siret);
    }

    /** Stores a place, or what is known of it now. */
    public void keep(Connection connection, Merchant merchant) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into merchant (id, fund_id, name, kind, siret, town, distance_km, certification, direct_sale, organic_share,
                    local_share, charter_signed, workers, criteria)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update name = values(name), kind = values(kind), siret = values(siret), town = values(town),
                    distance_km = values(distance_km), certification = values(certification), direct_sale = values(direct_sale),
                    organic_share = values(organic_share), local_share = values(local_share),
                    charter_signed = values(charter_signed), workers = values(workers), criteria = values(criteria)""")) {
            upsert.setString(1, merchant.id());
            upsert.setString(2, merchant.fundId());
            upsert.setString(3, merchant.name());
            upsert.setString(4, merchant.kind());
            upsert.setString(5, merchant.siret());
            upsert.setString(6, merchant.town());
            upsert.setBigDecimal(7, merchant.distanceKm());
            upsert.setString(8, merchant.certification());
            upsert.setObject(9, merchant.directSale());
            upsert.setObject(10, merchant.organicShare());
            upsert.setObject(11, merchant.localShare());
            upsert.setObject(12, merchant.charterSigned());
            upsert.setObject(13, merchant.workers());
            upsert.setString(14, merchant.criteria());
            upsert.executeUpdate();
        }
    }

    /** The conventions of a place, past and to come, in the order in which they start. */
    public List<Convention> conventions(Connection connection, String merchant) throws SQLException {
        try (var query = connection.prepareStatement(
                "select " + CONVENTION + " from convention where merchant_id = ? order by starts_on, id")) {
            query.setString(1, merchant);
            return conventions(query);
        }
    }

    /** Stores a convention. */
    public void add(Connection connection, Convention convention) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into convention (" + CONVENTION + ") values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, convention.id());
            insert.setString(2, convention.merchantId());
            insert.setObject(3, convention.startsOn());
            insert.setObject(4, convention.endsOn());
            insert.setBoolean(5, convention.suspended());
            insert.setString(6, convention.families());
            insert.setInt(7, convention.coverage());
            insert.setString(8, convention.decidedBy());
            insert.executeUpdate();
        }
    }

    /** Suspends a convention, or takes it up again. */
    public void suspend(Connection connection, String convention, boolean suspended) throws SQLException {
        try (var update = connection.prepareStatement("update convention set suspended = ? where id = ?")) {
            update.setBoolean(1, suspended);
            update.setString(2, convention);
            update.executeUpdate();
        }
    }

    /** Gives a convention an earlier last day, which is not before its first one. */
    public void shorten(Connection connection, String convention, LocalDate endsOn) throws SQLException {
        try (var update =
                connection.prepareStatement("update convention set ends_on = least(ends_on, ?) where id = ?")) {
            update.setObject(1, endsOn);
            update.setString(2, convention);
            update.executeUpdate();
        }
    }

    /**
     * Takes back a convention that has not begun.
     *
     * @return false where something else tells of it, and nothing changed: then it can only be suspended
     */
    public boolean cancel(Connection connection, String convention) throws SQLException {
        try (var delete = connection.prepareStatement("delete from convention where id = ?")) {
            delete.setString(1, convention);
            delete.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == IS_REFERRED_TO) {
                return false;
            }
            throw e;
        }
    }

    /** Has whoever decides purchases read a place again. The numbering of changes is held until the transaction ends. */
    public void announce(Connection connection, String merchant) throws SQLException {
        changes.announce(connection, Merchants.TOPIC, merchant);
    }

    private static List<Convention> conventions(PreparedStatement query) throws SQLException {
        var all = new ArrayList<Convention>();
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                all.add(new Convention(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getObject(3, LocalDate.class),
                        rows.getObject(4, LocalDate.class),
                        rows.getBoolean(5),
                        rows.getString(6),
                        rows.getInt(7),
                        rows.getString(8)));
            }
        }
        return all;
    }

    private static Optional<Merchant> one(Connection connection, String which, String... blanks) throws SQLException {
        try (var query = connection.prepareStatement("""
                select id, fund_id, name, kind, siret, town, distance_km, certification, direct_sale, organic_share, local_share,
                    charter_signed, workers, criteria
                from merchant where\s""" + which + " limit 1")) {
            for (var i = 0; i < blanks.length; i++) {
                query.setString(i + 1, blanks[i]);
            }
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(merchant(rows)) : Optional.empty();
            }
        }
    }

    private static Merchant merchant(ResultSet rows) throws SQLException {
        return new Merchant(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getBigDecimal(7),
                rows.getString(8),
                yesNo(rows, 9),
                rows.getObject(10, Integer.class),
                rows.getObject(11, Integer.class),
                yesNo(rows, 12),
                rows.getObject(13, Integer.class),
                rows.getString(14));
    }

    private static @Nullable Boolean yesNo(ResultSet rows, int column) throws SQLException {
        var value = rows.getBoolean(column);
        return rows.wasNull() ? null : value;
    }
}
