package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import org.cabas.service.followup.Comparison.Pair;
import org.cabas.service.fund.FundRules;
import org.jspecify.annotations.Nullable;

/**
 * What follow-ups show of a fund's people together, for its committee and its funders: reckoned from sealed answers each time it is asked
 * for, and kept nowhere. Whoever took their consent back is not in it. Figures stop at the last day of the month before, so that nobody
 * reads off what one check-up more or less changed from one day to the next.
 */
@Singleton
class HealthFigures {
    /** The later check-ups that a first one is compared with, in months. */
    static final List<Integer> MONTHS = List.of(3, 6, 12);

    private final MasterKey master;
    private final HealthRecords records;
    private final Clock clock;

    HealthFigures(MasterKey master, HealthRecords records, Clock clock) {
        this.master = master;
        this.records = records;
        this.clock = clock;
    }

    /**
     * What is told.
     *
     * @param until the last day that counts
     * @param started how many had a first check-up; null for fewer than eleven
     * @param comparisons those that may be told, by month
     * @param fictitious whether some of it is of the demonstration
     */
    record Told(LocalDate until, @Nullable Integer started, List<Comparison> comparisons, boolean fictitious) {

        Optional<Comparison> of(int month) {
            return comparisons.stream().filter(each -> each.month() == month).findFirst();
        }
    }

    /** A person's answers by month: 0 for the first check-up. */
    private record Course(String caseFile, LocalDate start, Map<Integer, Answers> byMonth) {}

    /** What may be told today. */
    Told of(Connection connection, String fund) throws SQLException {
        var until = FundRules.of(connection, fund)
                .day(clock.instant())
                .withDayOfMonth(1)
                .minusDays(1);
        var fictitious = new boolean[1];
        var courses = courses(connection, fund, until, fictitious);
        var told = new ArrayList<Comparison>();
        var people = new ArrayList<Set<String>>();
        for (var month : MONTHS) {
            var pairs = new ArrayList<Pair>();
            var members = new HashSet<String>();
            courses.forEach((member, course) -> {
                var before = course.byMonth().get(0);
                var after = course.byMonth().get(month);
                if (before != null && after != null) {
                    pairs.add(new Pair(before, after));
                    members.add(member);
                }
            });
            if (pairs.size() >= Suppression.FEWEST
                    && people.stream().allMatch(other -> apart(members, other) && apart(other, members))) {
                told.add(Comparison.of(month, pairs));
                people.add(members);
            }
        }
        return new Told(
                until,
                courses.size() < Suppression.FEWEST ? null : courses.size(),
                told,
                !courses.isEmpty() && fictitious[0]);
    }

    /** Whether subtracting one group from the other leaves nobody, or eleven people and more. */
    private static boolean apart(Set<String> some, Set<String> others) {
        var left = some.stream().filter(each -> !others.contains(each)).count();
        return left == 0 || left >= Suppression.FEWEST;
    }

    private Map<String, Course> courses(Connection connection, String fund, LocalDate until, boolean[] fictitious)
            throws SQLException {
        var courses = new TreeMap<String, Course>();
        var keys = new HashMap<String, Optional<SecretKey>>();
        try (var query = connection.prepareStatement("""
                select f.member_id, f.case_id, f.started_on, c.month, c.held_on, r.id, r.sealed, k.wrapped, f.fictitious
                from follow_up f
                join check_up c on c.case_id = f.case_id and c.came and c.held_on <= ?
                join health_record r on r.check_up = c.id and r.kind = 'CHECK_UP'
                join health_key k on k.member_id = f.member_id and k.wrapped is not null
                where f.fund_id = ? and f.started_on <= ? order by f.case_id, c.id""")) {
            query.setObject(1, until);
            query.setString(2, fund);
            query.setObject(3, until);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var member = rows.getString(1);
                    var caseFile = rows.getString(2);
                    var wrapped = rows.getBytes(8);
                    var start = rows.getObject(3, LocalDate.class);
                    var key = keys.computeIfAbsent(member, each -> master.unwrap(each, wrapped));
                    var about = HealthRecords.about(caseFile, HealthRecords.Kind.CHECK_UP.code(), rows.getString(6));
                    var sealed = rows.getBytes(7);
                    var plain = key.flatMap(own -> Envelope.open(own, about, sealed));
                    var course = courses.computeIfAbsent(member, each -> new Course(caseFile, start, new TreeMap<>()));
                    // Whoever was followed twice counts once, by the first time.
                    if (plain.isPresent() && course.caseFile().equals(caseFile)) {
                        var month = month(rows.getInt(4), start, rows.getObject(5, LocalDate.class));
                        course.byMonth().putIfAbsent(month, Answers.read(records.read(plain.get())));
                        fictitious[0] |= rows.getBoolean(9);
                    }
                }
            }
        }
        courses.values().removeIf(course -> !course.byMonth().containsKey(0));
        return courses;
    }

    /** For which month a check-up counts: the first for 0, one that was held much later than planned by its own day. */
    static int month(int planned, LocalDate start, LocalDate heldOn) {
        if (planned == 0) {
            return 0;
        }
        var months = Math.max(planned, (int) ChronoUnit.MONTHS.between(start, heldOn));
        return months < 6 ? 3 : months < 12 ? 6 : 12;
    }
}
