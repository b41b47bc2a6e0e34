package org.cabas.service.demo.data;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cabas.rules.funds.DemonstrationFund;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.Wording;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.DemonstrationData;
import org.cabas.service.enrollment.Application.Told;
import org.cabas.service.enrollment.Applying;
import org.cabas.service.enrollment.Channel;
import org.cabas.service.enrollment.Places;
import org.cabas.service.enrollment.Referral;

/**
 * Households that apply to demonstration funds, by their numbers: nobody is invented. At Joigny two places are free, and what is told
 * leads to every table's answer; the SoliCagnole funds are full, and as many wait as the network says. The engine takes the files on
 * when it comes. A fund that has an application is left alone.
 */
@Singleton
@Order(5)
@Requires(env = Demonstration.ENVIRONMENT)
final class EnrollmentData implements DemonstrationData {
    private static final String JOIGNY = "joigny";
    private static final String SOLICAGNOLE = "solicagnole";
    private static final int FREE_IN_JOIGNY = 2;
    private static final Map<String, String> AT_HOME = Map.of("resident", "oui", "workshops", "oui");

    private final Transactions transactions;
    private final Applying applying;
    private final Places places;

    EnrollmentData(Transactions transactions, Applying applying, Places places) {
        this.transactions = transactions;
        this.applying = applying;
        this.places = places;
    }

    @Override
    public void load(Consumer<String> progress) {
        for (var fund : DemonstrationFunds.all()) {
            var open = fund.status() == DemonstrationFund.Status.OPEN;
            if (open && (fund.id().equals(JOIGNY) || fund.rulebook().equals(SOLICAGNOLE))) {
                transactions.run(c -> add(c, fund));
            }
        }
    }

    private boolean add(Connection connection, DemonstrationFund fund) throws SQLException {
        if (isKnown(connection, fund.id())) {
            return false;
        }
        var joigny = fund.id().equals(JOIGNY);
        var taken = places.of(connection, fund.id()).taken();
        places.limit(connection, fund.id(), joigny ? taken + FREE_IN_JOIGNY : taken);
        var households = joigny ? ofJoigny(fund) : ofSolicagnole(fund);
        for (var i = 0; i < households.size(); i++) {
            applying.open(
                    connection,
                    fund.id(),
                    Channel.SOCIAL_WORKER,
                    households.get(i),
                    null,
                    "demo-" + fund.id() + "-" + i);
        }
        return true;
    }

    private static boolean isKnown(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from application where fund_id = ? limit 1")) {
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Two are admitted, two wait, one has something to tell yet, and one is left to people. */
    private static List<Told> ofJoigny(DemonstrationFund fund) {
        var first = fund.size().households() + 1;
        return List.of(
                household(fund, first, 2, 1, Referral.CCAS, AT_HOME),
                household(fund, first + 1, 1, 0, Referral.NONE, AT_HOME),
                household(fund, first + 2, 2, 3, Referral.CAF, AT_HOME),
                household(fund, first + 3, 1, 2, Referral.ASSOCIATION, AT_HOME),
                household(fund, first + 4, 1, 0, Referral.NONE, Map.of("resident", "oui")),
                household(
                        fund,
                        first + 5,
                        2,
                        0,
                        Referral.UNKNOWN,
                        Map.of("resident", Wording.UNKNOWN, "workshops", "oui")));
    }

    private static List<Told> ofSolicagnole(DemonstrationFund fund) {
        var households = new ArrayList<Told>();
        for (var i = 1; i <= fund.size().waiting(); i++) {
            households.add(household(fund, fund.size().households() + i, 1 + i % 2, i % 3, Referral.NONE, Map.of()));
        }
        return households;
    }

    /** By its number, with a telephone number that is nobody's: 01 99 00 is kept for fiction by the French regulator. */
    private static Told household(
            DemonstrationFund fund, int number, int adults, int children, Referral referral, Map<String, String> told) {
        return new Told(
                "Foyer n°\u00a0" + number,
                "",
                "01 99 00 %02d %02d".formatted(number / 100, number % 100),
                fund.centre(),
                "",
                adults,
                children,
                referral,
                told);
    }
}
