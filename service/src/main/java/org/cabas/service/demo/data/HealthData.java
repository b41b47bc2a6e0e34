package org.cabas.service.demo.data;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.cabas.rules.funds.DemonstrationFund;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.DemonstrationData;
import org.cabas.service.followup.Answers;
import org.cabas.service.followup.Fies;
import org.cabas.service.followup.Programme;
import org.cabas.service.followup.Programme.Member;
import org.cabas.service.start.Wording;

/**
 * Follow-ups of the fund that has them, drawn from a seed: a year's programme that is over, whose figures show something, and a few that
 * are offered now. Nobody gave these answers, and every file says so. A fund that has a follow-up is left alone.
 */
@Singleton
@Order(6)
@Requires(env = Demonstration.ENVIRONMENT)
final class HealthData implements DemonstrationData {
    /** How many came to each check-up; groups differ by eleven people or more, so that each comparison can be shown. */
    private static final Map<Integer, Integer> CAME = Map.of(0, 84, 3, 68, 6, 54, 12, 38);

    private static final int OFFERED = 4;
    private static final int FIRST_MONTHS_AGO = 17;
    private static final int LAST_MONTHS_AGO = 14;

    private final Transactions transactions;
    private final Programme programme;
    private final Clock clock;

    HealthData(Transactions transactions, Programme programme, Clock clock) {
        this.transactions = transactions;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public void load(Consumer<String> progress) {
        for (var fund : DemonstrationFunds.all()) {
            if (fund.kind() == DemonstrationFund.Kind.CARD_AND_HEALTH) {
                var added = transactions.run(c -> add(c, fund));
                if (added > 0) {
                    progress.accept(Wording.say("demonstration.health", fund.name(), added));
                }
            }
        }
    }

    private int add(Connection connection, DemonstrationFund fund) throws SQLException {
        if (!programme.isToBegin(connection, fund.id())) {
            return 0;
        }
        var random = new Random(FundsData.SEED ^ "health".hashCode());
        var members = members(connection, fund.id());
        Collections.shuffle(members, random);
        var today = LocalDate.ofInstant(clock.instant(), fund.zone());
        var past = Math.min(CAME.getOrDefault(0, 0), members.size());
        for (var i = 0; i < past; i++) {
            var start = today.minusMonths(random.nextInt(LAST_MONTHS_AGO, FIRST_MONTHS_AGO + 1))
                    .minusDays(random.nextInt(28));
            programme.past(connection, fund.id(), members.get(i), start, answers(i, random));
        }
        for (var member : members.subList(past, Math.min(past + OFFERED, members.size()))) {
            programme.offer(connection, fund.id(), member);
        }
        return past;
    }

    private static List<Member> members(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("""
                select m.id, m.name from member m join household h on h.id = m.household_id
                where h.fund_id = ? and m.status = 'ACTIVE' order by m.id""")) {
            query.setString(1, fund);
            var members = new ArrayList<Member>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    members.add(new Member(rows.getString(1), rows.getString(2)));
                }
            }
            return members;
        }
    }

    /** One person's answers, at the check-ups to which somebody of that number came. */
    private static Map<Integer, Answers> answers(int number, RandomGenerator random) {
        var hunger = Math.clamp(Math.round(4.9 + 2.6 * random.nextGaussian()), 0, Fies.QUESTIONS);
        var portions = Math.clamp(Math.round(2.9 + 1.7 * random.nextGaussian()), 0, 8);
        var health = Math.clamp(Math.round(1.9 + random.nextGaussian()), 0, 4);
        var chronic = random.nextInt(100) < 46;
        var limited = random.nextInt(100) < 50 ? random.nextInt(100) < 45 ? 0 : 1 : 2;
        var byMonth = new TreeMap<Integer, Answers>();
        for (var month : CAME.keySet().stream().sorted().toList()) {
            if (number < CAME.getOrDefault(month, 0)) {
                if (month > 0) {
                    hunger = Math.clamp(hunger - (random.nextInt(100) < 48 ? 1 : 0), 0, Fies.QUESTIONS);
                    portions = Math.clamp(portions + (random.nextInt(100) < 34 ? 1 : 0), 0, 8);
                    health = Math.clamp(health - (random.nextInt(100) < 14 ? 1 : 0), 0, 4);
                }
                byMonth.put(
                        month,
                        new Answers(
                                fies((int) hunger),
                                Answers.HEALTH.get((int) health),
                                chronic ? "yes" : "no",
                                Answers.LIMITATION.get(limited),
                                (int) portions,
                                null,
                                null,
                                null));
            }
        }
        return byMonth;
    }

    /** So many yes: what is asked first is what people live through first. */
    private static List<String> fies(int score) {
        var answers = new ArrayList<String>();
        for (var n = 1; n <= Fies.QUESTIONS; n++) {
            answers.add(n <= score ? "yes" : "no");
        }
        return answers;
    }
}
