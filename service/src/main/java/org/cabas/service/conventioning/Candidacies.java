package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.cabas.service.conventioning.Candidacy.Told;
import org.cabas.service.database.JsonColumns;
import org.cabas.service.merchant.Siret;

/** The candidacies, one a file. Of the open files of a fund, one at most has a SIRET. */
@Singleton
class Candidacies {
    private static final String COLUMNS = """
            a.case_id, a.fund_id, a.reference, a.channel, a.name, a.contact, a.email, a.phone, a.siret, a.town, a.families, a.answers,
            a.reminders""";

    private final JsonColumns json;

    Candidacies(JsonColumns json) {
        this.json = json;
    }

    /** Holds the fund's SIRETs until the transaction ends: nobody else gives an open file one meanwhile. */
    void lock(Connection connection, String fund) throws SQLException {
        try (var insert = connection.prepareStatement("insert ignore into fund_conventioning (fund_id) values (?)");
                var lock = connection.prepareStatement(
                        "select fund_id from fund_conventioning where fund_id = ? for update")) {
            insert.setString(1, fund);
            insert.executeUpdate();
            lock.setString(1, fund);
            lock.executeQuery().close();
        }
    }

    /** Stores a candidacy. */
    void add(Connection connection, Candidacy candidacy, String formToken) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into candidacy (name, contact, email, phone, siret, town, families, answers, case_id, fund_id, reference,
                    channel, form_token)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var next = tell(insert, candidacy.told());
            insert.setString(next, candidacy.caseFile());
            insert.setString(next + 1, candidacy.fund());
            insert.setString(next + 2, candidacy.reference());
            insert.setString(next + 3, candidacy.channel().name());
            insert.setString(next + 4, formToken);
            insert.executeUpdate();
        }
    }

    /** Replaces what a place told. */
    void tell(Connection connection, String caseFile, Told told) throws SQLException {
        try (var update = connection.prepareStatement("""
                        update candidacy set name = ?, contact = ?, email = ?, phone = ?, siret = ?, town = ?, families = ?, answers = ?
                        where case_id = ?""");
                var title = connection.prepareStatement("update case_file set title = ? where id = ?")) {
            update.setString(tell(update, told), caseFile);
            update.executeUpdate();
            title.setString(1, told.name());
            title.setString(2, caseFile);
            title.executeUpdate();
        }
    }

    private int tell(PreparedStatement statement, Told told) throws SQLException {
        statement.setString(1, told.name());
        statement.setString(2, told.contact());
        statement.setString(3, told.email());
        statement.setString(4, told.phone());
        statement.setString(5, told.siret().map(Siret::digits).orElse(""));
        statement.setString(6, told.town());
        statement.setString(7, String.join(" ", told.families()));
        statement.setString(8, json.write(new TreeMap<>(told.answers())));
        return 9;
    }

    /** The file that a form has opened already. */
    Optional<Candidacy> ofForm(Connection connection, String formToken) throws SQLException {
        return all(connection, "a.form_token = ?", formToken).stream().findFirst();
    }

    /** The candidacy of a file. */
    Candidacy of(Connection connection, String caseFile) throws SQLException {
        return all(connection, "a.case_id = ?", caseFile).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no candidacy " + caseFile));
    }

    /** The open file that has a SIRET in a fund. */
    Optional<Candidacy> open(Connection connection, String fund, Siret siret) throws SQLException {
        return all(connection, "a.fund_id = ? and a.open_siret = ?", fund, siret.digits()).stream()
                .findFirst();
    }

    /** Other files of the same SIRET in the fund, closed by now, the last first. */
    List<Candidacy> earlier(Connection connection, Candidacy candidacy) throws SQLException {
        var siret = candidacy.told().siret();
        return siret.isEmpty()
                ? List.of()
                : all(
                        connection,
                        "a.fund_id = ? and a.siret = ? and a.case_id <> ? order by a.case_id desc limit 10",
                        candidacy.fund(),
                        siret.get().digits(),
                        candidacy.caseFile());
    }

    /** Lets another file have the SIRET: this one is closed. */
    void release(Connection connection, String caseFile) throws SQLException {
        try (var update = connection.prepareStatement("update candidacy set is_open = false where case_id = ?")) {
            update.setString(1, caseFile);
            update.executeUpdate();
        }
    }

    /** Counts a reminder, and says how many there were. */
    int remind(Connection connection, String caseFile) throws SQLException {
        try (var update =
                connection.prepareStatement("update candidacy set reminders = reminders + 1 where case_id = ?")) {
            update.setString(1, caseFile);
            update.executeUpdate();
        }
        return of(connection, caseFile).reminders();
    }

    private List<Candidacy> all(Connection connection, String which, String... blanks) throws SQLException {
        try (var query = connection.prepareStatement("select " + COLUMNS + " from candidacy a where " + which)) {
            for (var i = 0; i < blanks.length; i++) {
                query.setString(i + 1, blanks[i]);
            }
            var all = new ArrayList<Candidacy>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(read(rows));
                }
            }
            return all;
        }
    }

    private Candidacy read(ResultSet rows) throws SQLException {
        return new Candidacy(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                Channel.valueOf(rows.getString(4)),
                new Told(
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getString(8),
                        Optional.of(rows.getString(9))
                                .filter(siret -> !siret.isEmpty())
                                .map(Siret::new),
                        rows.getString(10),
                        codes(rows.getString(11)),
                        json.texts(rows.getString(12))),
                rows.getInt(13));
    }

    private static List<String> codes(String families) {
        return families.isEmpty() ? List.of() : List.of(families.split(" "));
    }
}
