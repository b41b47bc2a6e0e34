package org.cabas.service.member;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cabas.service.database.Changes;

/**
 * Households that come in, pause and leave, within a transaction that the caller holds. Whoever decides purchases is told of every
 * change in that transaction, and knows it within two seconds.
 */
@Singleton
public class Memberships {
    /** Crockford's alphabet: nobody takes one character for another when they type what a card says. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    /** 80 random bits: nobody finds a card by trying. */
    private static final int LENGTH = 16;

    private static final String CARD = "crd_";

    private final Changes changes;
    private final SecureRandom random = new SecureRandom();

    public Memberships(Changes changes) {
        this.changes = changes;
    }

    /** A household that came in, with the member whom its cards are for. */
    public record Opened(String household, String member) {}

    /**
     * Has a household come in with one member, who has no card yet.
     *
     * @param name what the member is called
     */
    public Opened open(Connection connection, String fund, int adults, int children, String name) throws SQLException {
        var opened = new Opened(id("foy_"), id("adh_"));
        try (var household = connection.prepareStatement(
                        "insert into household (id, fund_id, adults, children) values (?, ?, ?, ?)");
                var member = connection.prepareStatement(
                        "insert into member (id, household_id, name, status) values (?, ?, ?, ?)")) {
            household.setString(1, opened.household());
            household.setString(2, fund);
            household.setInt(3, adults);
            household.setInt(4, children);
            household.executeUpdate();
            member.setString(1, opened.member());
            member.setString(2, opened.household());
            member.setString(3, name);
            member.setString(4, Member.Status.ACTIVE.name());
            member.executeUpdate();
        }
        return opened;
    }

    /** Makes a card that pays nothing until it is {@linkplain #activate handed over}, and gives its token. */
    public String issue(Connection connection, String member, LocalDate expiresOn) throws SQLException {
        var token = new StringBuilder(CARD);
        for (var i = 0; i < LENGTH; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        try (var insert = connection.prepareStatement(
                "insert into card (id, member_id, status, expires_on) values (?, ?, ?, ?)")) {
            insert.setString(1, token.toString());
            insert.setString(2, member);
            insert.setString(3, Card.Status.ISSUED.name());
            insert.setObject(4, expiresOn);
            insert.executeUpdate();
        }
        return token.toString();
    }

    /** Has an issued card pay from now on; nothing happens to one that is active, or blocked for ever. */
    public void activate(Connection connection, String card) throws SQLException {
        try (var update =
                connection.prepareStatement("update card set status = 'ACTIVE' where id = ? and status = 'ISSUED'")) {
            update.setString(1, card);
            update.executeUpdate();
        }
        changes.announce(connection, Cards.TOPIC, card);
    }

    /** Blocks all cards of a member, for ever. */
    public void block(Connection connection, String member) throws SQLException {
        try (var update = connection.prepareStatement("update card set status = 'BLOCKED' where member_id = ?")) {
            update.setString(1, member);
            update.executeUpdate();
        }
        announce(connection, member);
    }

    /** Has a member pay again, pay nothing for a time, or nothing ever. */
    public void change(Connection connection, String member, Member.Status status) throws SQLException {
        try (var update = connection.prepareStatement("update member set status = ? where id = ?")) {
            update.setString(1, status.name());
            update.setString(2, member);
            update.executeUpdate();
        }
        announce(connection, member);
    }

    /** The cards of a member, those that are not blocked first, then by the day on which they expire, the last first. */
    public List<Card> cards(Connection connection, String member) throws SQLException {
        try (var query = connection.prepareStatement("""
                select id, status, expires_on from card where member_id = ?
                order by status = 'BLOCKED', expires_on desc, id""")) {
            query.setString(1, member);
            var cards = new ArrayList<Card>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    cards.add(new Card(
                            rows.getString(1),
                            member,
                            Card.Status.valueOf(rows.getString(2)),
                            rows.getObject(3, LocalDate.class)));
                }
            }
            return cards;
        }
    }

    private void announce(Connection connection, String member) throws SQLException {
        for (var card : cards(connection, member)) {
            changes.announce(connection, Cards.TOPIC, card.id());
        }
    }

    private static String id(String prefix) {
        return prefix + UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT);
    }
}
