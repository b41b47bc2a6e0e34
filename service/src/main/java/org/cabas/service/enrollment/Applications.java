package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.cabas.service.database.JsonColumns;
import org.cabas.service.enrollment.Application.Told;

/** The applications, one a file. */
@Singleton
class Applications {
    private static final String COLUMNS = """
            a.case_id, a.fund_id, a.reference, a.channel, a.referrer, a.name, a.email, a.phone, a.town, a.language, a.adults,
            a.children, a.referral, a.answers, a.reminders, a.earlier""";

    private final JsonColumns json;

    Applications(JsonColumns json) {
        this.json = json;
    }

    /** Stores an application; a form that was sent before violates the uniqueness of its token. */
    void add(Connection connection, Application application, String formToken) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into application (name, name_key, email, phone, phone_key, town, town_key, language, adults, children,
                    referral, answers, case_id, fund_id, reference, channel, referrer, earlier, form_token)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var next = tell(insert, application.told());
            insert.setString(next, application.caseFile());
            insert.setString(next + 1, application.fund());
            insert.setString(next + 2, application.reference());
            insert.setString(next + 3, application.channel().name());
            insert.setString(next + 4, application.referrer());
            insert.setString(next + 5, application.earlier());
            insert.setString(next + 6, formToken);
            insert.executeUpdate();
        }
    }

    /** Replaces what a household told. */
    void tell(Connection connection, String caseFile, Told told) throws SQLException {
        try (var update = connection.prepareStatement("""
                update application set name = ?, name_key = ?, email = ?, phone = ?, phone_key = ?, town = ?, town_key = ?,
                    language = ?, adults = ?, children = ?, referral = ?, answers = ?
                where case_id = ?""")) {
            update.setString(tell(update, told), caseFile);
            update.executeUpdate();
        }
    }

    private int tell(PreparedStatement statement, Told told) throws SQLException {
        statement.setString(1, told.name());
        statement.setString(2, told.nameKey());
        statement.setString(3, told.email());
        statement.setString(4, told.phone());
        statement.setString(5, told.phoneKey());
        statement.setString(6, told.town());
        statement.setString(7, told.townKey());
        statement.setString(8, told.language());
        statement.setInt(9, told.adults());
        statement.setInt(10, told.children());
        statement.setString(11, told.referral().code());
        statement.setString(12, json.write(new TreeMap<>(told.answers())));
        return 13;
    }

    /** The file that a form has opened already. */
    Optional<Application> ofForm(Connection connection, String formToken) throws SQLException {
        return all(connection, "a.form_token = ?", formToken).stream().findFirst();
    }

    /** The application of a file. */
    Application of(Connection connection, String caseFile) throws SQLException {
        return all(connection, "a.case_id = ?", caseFile).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no application " + caseFile));
    }

    /** Those of a fund that a referrer sent, the last first. */
    List<Application> of(Connection connection, String fund, String referrer) throws SQLException {
        return all(connection, "a.fund_id = ? and a.referrer = ? order by a.case_id desc", fund, referrer);
    }

    /**
     * Others that look like the same household: of the same name in the same fund, with the same number, address or town.
     *
     * @param open whether of files that are open, or that are closed
     */
    List<Application> alike(Connection connection, Application application, boolean open) throws SQLException {
        var told = application.told();
        return all(
                connection,
                """
                a.fund_id = ? and a.name_key = ? and a.case_id <> ?
                and ((a.phone_key <> '' and a.phone_key = ?) or (a.email <> '' and a.email = ?)
                  or (a.town_key <> '' and a.town_key = ?))
                and exists (select 1 from case_file f where f.id = a.case_id and f.closed_at is %s null)
                order by a.case_id desc limit 10""".formatted(open ? "" : "not"),
                application.fund(),
                told.nameKey(),
                application.caseFile(),
                told.phoneKey(),
                told.email(),
                told.townKey());
    }

    /** Counts a reminder, and says how many there were. */
    int remind(Connection connection, String caseFile) throws SQLException {
        try (var update =
                connection.prepareStatement("update application set reminders = reminders + 1 where case_id = ?")) {
            update.setString(1, caseFile);
            update.executeUpdate();
        }
        return of(connection, caseFile).reminders();
    }

    private List<Application> all(Connection connection, String which, String... blanks) throws SQLException {
        try (var query = connection.prepareStatement("select " + COLUMNS + " from application a where " + which)) {
            for (var i = 0; i < blanks.length; i++) {
                query.setString(i + 1, blanks[i]);
            }
            var all = new ArrayList<Application>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(read(rows));
                }
            }
            return all;
        }
    }

    private Application read(ResultSet rows) throws SQLException {
        return new Application(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                Channel.valueOf(rows.getString(4)),
                rows.getString(5),
                new Told(
                        rows.getString(6),
                        rows.getString(7),
                        rows.getString(8),
                        rows.getString(9),
                        rows.getString(10),
                        rows.getInt(11),
                        rows.getInt(12),
                        Referral.ofCode(rows.getString(13)).orElse(Referral.UNKNOWN),
                        json.texts(String.valueOf(rows.getString(14)))),
                rows.getInt(15),
                rows.getString(16));
    }
}
