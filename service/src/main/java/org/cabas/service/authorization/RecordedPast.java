package org.cabas.service.authorization;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cabas.rules.simulate.Event;
import org.cabas.rules.simulate.Home;
import org.cabas.rules.simulate.Past;
import org.cabas.rules.simulate.Place;
import org.cabas.rules.simulate.Span;
import org.cabas.service.authorization.PurchaseHistory.Account;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.jspecify.annotations.Nullable;

/**
 * A fund's journal as events, in its sealed order, which for each household is that of its account. Read a page at a time: what is
 * kept in memory are households, places, and the purchases of which something is given back.
 */
final class RecordedPast implements Past {
    /** Lines a page: some hundred kilobytes of circumstances, and one short transaction. */
    private static final int PAGE = 500;

    private static final String EVENTS = """
            select j.sequence, j.kind, j.account_id, j.balance_change, j.reserved_change, j.recorded_at,
                   a.id, a.line_amounts, a.captured, a.captured < a.approved or a.refunded > 0, a.policy_version is not null,
                   if(j.operation_id is null, a.request, null), if(j.operation_id is null, a.circumstances, null),
                   o.line_amounts
            from journal j
            left join authorization a on a.id = j.authorization_id
            left join operation o on o.id = j.operation_id
            where j.fund_id = ? and j.sequence > ? and j.account_id is not null and j.recorded_at >= ? and j.recorded_at < ?
            order by j.sequence limit %d""".formatted(PAGE);

    private final Transactions transactions;
    private final Fund fund;
    private final Span span;
    private final List<Home> homes;
    private final List<Place> places;
    private final Map<Long, Integer> homeByAccount = new HashMap<>();
    private final Map<String, Integer> placeById = new HashMap<>();
    private final LocalDateTime begin;
    private final LocalDateTime end;
    private final long size;

    RecordedPast(
            Transactions transactions,
            Fund fund,
            Span span,
            List<Home> homes,
            List<Account> accounts,
            List<Place> places) {
        this.transactions = transactions;
        this.fund = fund;
        this.span = span;
        this.homes = homes;
        this.places = places;
        for (var i = 0; i < accounts.size(); i++) {
            homeByAccount.put(accounts.get(i).account(), i);
        }
        for (var i = 0; i < places.size(); i++) {
            placeById.put(places.get(i).id(), i);
        }
        this.begin = begin(span, fund);
        this.end = utc(span.last().plusDays(1), fund);
        this.size = transactions.run(this::count);
    }

    /** A week of the ceilings, or a month, begins before the span does: from then on what is used of them is counted. */
    static LocalDateTime begin(Span span, Fund fund) {
        var week = span.first().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var month = span.first().withDayOfMonth(1);
        return utc(week.isBefore(month) ? week : month, fund);
    }

    private static LocalDateTime utc(LocalDate day, Fund fund) {
        return LocalDateTime.ofInstant(day.atStartOfDay(fund.zone()).toInstant(), ZoneOffset.UTC);
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public List<Home> homes() {
        return homes;
    }

    @Override
    public List<Place> places() {
        return places;
    }

    @Override
    public long size() {
        return size;
    }

    private long count(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                select count(*) from journal
                where fund_id = ? and account_id is not null and sequence is not null and recorded_at >= ? and recorded_at < ?""")) {
            query.setString(1, fund.id());
            query.setObject(2, begin);
            query.setObject(3, end);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** A page of events, and the last sequence number that was read. */
    private record PageRead(List<Event> events, int lines, long last) {}

    @Override
    public void tell(Predicate<Event> listener) {
        var last = 0L;
        for (var lines = PAGE; lines == PAGE; ) {
            var after = last;
            var page = transactions.run(connection -> read(connection, after));
            for (var event : page.events()) {
                if (!listener.test(event)) {
                    return;
                }
            }
            last = page.last();
            lines = page.lines();
        }
    }

    private PageRead read(Connection connection, long after) throws SQLException {
        var events = new ArrayList<Event>();
        var lines = 0;
        var last = after;
        try (var query = connection.prepareStatement(EVENTS)) {
            query.setString(1, fund.id());
            query.setLong(2, after);
            query.setObject(3, begin);
            query.setObject(4, end);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    lines++;
                    last = rows.getLong(1);
                    var event = event(rows);
                    if (event != null) {
                        events.add(event);
                    }
                }
            }
        }
        return new PageRead(events, lines, last);
    }

    private @Nullable Event event(ResultSet row) throws SQLException {
        var home = homeByAccount.get(row.getLong(3));
        if (home == null) {
            return null;
        }
        var day = PurchaseHistory.day(row.getObject(6, LocalDateTime.class), fund);
        return switch (row.getString(2)) {
            case "allocated" -> new Event.Allocated(home, day, row.getLong(4));
            case "purchased", "authorized", "declined" -> bought(row, home, day);
            case "captured" -> released(row, home, day);
            case "reversed", "expired", "refunded" -> givenBack(row, home, day, Authorization.split(row.getString(14)));
            default -> null;
        };
    }

    private Event bought(ResultSet row, int home, LocalDate day) throws SQLException {
        var purchase = Answers.read(row.getString(12), Purchase.class);
        var circumstances = Answers.read(row.getString(13), Circumstances.class);
        var assessing = Assessing.ofPast(purchase, circumstances, row.getBoolean(11));
        var seller = circumstances.seller();
        var place = seller == null ? null : placeById.get(seller.merchant().id());
        return new Event.Bought(
                row.getString(7),
                home,
                place == null ? -1 : place,
                day,
                assessing.basket(),
                assessing::terms,
                row.getBoolean(10));
    }

    /** What a last capture leaves is released: all but the first captured cents. */
    private static @Nullable Event released(ResultSet row, int home, LocalDate day) throws SQLException {
        var released = -row.getLong(5) + row.getLong(4);
        if (released <= 0) {
            return null;
        }
        var approved = Authorization.split(row.getString(8));
        var left = row.getLong(9);
        var uncaptured = new ArrayList<Long>();
        for (var cents : approved) {
            var captured = Math.min(left, cents);
            left -= captured;
            uncaptured.add(cents - captured);
        }
        return givenBack(row, home, day, uncaptured);
    }

    private static Event givenBack(ResultSet row, int home, LocalDate day, List<Long> lines) throws SQLException {
        return new Event.GivenBack(row.getString(7), home, day, lines, Authorization.split(row.getString(8)));
    }
}
