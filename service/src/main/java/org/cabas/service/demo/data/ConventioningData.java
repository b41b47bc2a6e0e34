package org.cabas.service.demo.data;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.cabas.service.conventioning.Applying;
import org.cabas.service.conventioning.Candidacy.Told;
import org.cabas.service.conventioning.Channel;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.DemonstrationData;
import org.cabas.service.merchant.Siret;

/**
 * Places that apply to Joigny, by what they sell: one that its criteria accept, one about which the committee is to decide, and one that
 * has something to tell yet. The engine takes the files on when it comes. A fund that has a candidacy is left alone.
 */
@Singleton
@Order(6)
@Requires(env = Demonstration.ENVIRONMENT)
final class ConventioningData implements DemonstrationData {
    private static final String JOIGNY = "joigny";
    private static final Map<String, String> ORCHARD = Map.of(
            "merchant_kind", "producteur",
            "direct_sale", "oui",
            "distance", "18",
            "certification", "en conversion",
            "charter_signed", "oui",
            "workers", "2");

    private final Transactions transactions;
    private final Applying applying;

    ConventioningData(Transactions transactions, Applying applying) {
        this.transactions = transactions;
        this.applying = applying;
    }

    @Override
    public void load(Consumer<String> progress) {
        transactions.run(this::add);
    }

    private boolean add(Connection connection) throws SQLException {
        if (isKnown(connection)) {
            return false;
        }
        var random = new Random(FundsData.SEED);
        var shop = new HashMap<>(ORCHARD);
        shop.put("merchant_kind", "commerce");
        shop.put("direct_sale", "inconnu");
        var bakery = Map.of("merchant_kind", "stand de marché", "direct_sale", "oui");
        var places = List.of(
                place(
                        "Vergers candidats, Migennes",
                        "Migennes",
                        1,
                        siret(random),
                        List.of("fruits", "drinks"),
                        ORCHARD),
                place("Épicerie candidate, Joigny", "Joigny", 2, siret(random), List.of("cereals", "oil"), shop),
                place("Boulangerie candidate, Joigny", "Joigny", 3, Optional.empty(), List.of("bread"), bakery));
        for (var i = 0; i < places.size(); i++) {
            applying.open(connection, JOIGNY, Channel.FUND, places.get(i), null, "demo-place-" + i);
        }
        return true;
    }

    private static Optional<Siret> siret(Random random) {
        return Optional.of(new Siret(Numbers.siret(random)));
    }

    /** With a telephone number that is nobody's: 01 99 00 is kept for fiction by the French regulator. */
    private static Told place(
            String name,
            String town,
            int number,
            Optional<Siret> siret,
            List<String> families,
            Map<String, String> answers) {
        return new Told(name, "", "", "01 99 00 90 %02d".formatted(number), siret, town, families, answers);
    }

    private static boolean isKnown(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from candidacy where fund_id = ? limit 1")) {
            query.setString(1, JOIGNY);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
