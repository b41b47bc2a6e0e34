package org.cabas.service.authorization;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.access.Gateway;
import org.cabas.service.access.Gateways;
import org.cabas.service.allocation.Allocating;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.Publishing;
import org.cabas.service.member.Card;
import org.cabas.service.member.Cards;
import org.cabas.service.member.Household;
import org.cabas.service.member.Households;
import org.cabas.service.member.Member;
import org.cabas.service.member.Members;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.Conventions;
import org.cabas.service.merchant.Merchant;
import org.cabas.service.merchant.Merchants;
import org.cabas.service.product.Product;
import org.cabas.service.product.Products;

/** A fund with its real tables on an empty database, to which a test adds the people, shops and tills that it needs. */
public final class Town {
    public static final String VEGETABLES = "fruits vegetables legumes";

    /** Conventions and cards are valid at whatever date a test stops the clock. */
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    private static final LocalDate FAR_AHEAD = LocalDate.of(2150, 12, 31);

    private final ApplicationContext context;

    private Town(ApplicationContext context) {
        this.context = context;
    }

    /** Founds a demonstration fund, open, with money in its treasury. */
    public static Town found(ApplicationContext context, String fund) {
        var town = new Town(context);
        var demonstration = DemonstrationFunds.all().stream()
                .filter(known -> known.id().equals(fund))
                .findFirst()
                .orElseThrow();
        if (!town.bean(Funds.class).existsById(fund)) {
            town.bean(Funds.class)
                    .save(new Fund(
                            fund,
                            demonstration.name(),
                            demonstration.territory(),
                            demonstration.rulebook(),
                            Fund.Status.OPEN,
                            "EUR",
                            "Europe/Paris",
                            7));
            town.publish(demonstration.rulebook(), DemonstrationFunds.tables(demonstration.rulebook()));
            town.bean(Allocating.class).fund(fund, Money.euroCents(100_000_000));
        }
        return town;
    }

    /** One more fund on the rulebook of a founded one, with nothing but money in its treasury. */
    public String fund(String rulebook, Fund.Status status, String currency) {
        var id = "fund-" + UUID.randomUUID().toString().substring(0, 8);
        bean(Funds.class)
                .save(new Fund(id, "La Caisse du coin", "Partout", rulebook, status, currency, "Europe/Paris", 7));
        bean(Allocating.class).fund(id, Money.euroCents(100_000_000));
        return id;
    }

    public int publish(String rulebook, List<DecisionTable> tables) {
        return bean(Publishing.class).publish(rulebook, tables, Instant.EPOCH);
    }

    /** A till of a new gateway that may do everything for those funds. */
    public Till till(String... funds) {
        return till(EnumSet.allOf(Gateway.Operation.class), 1_000_000, funds);
    }

    /** A till of a new gateway that may do some things, so many times a second, for those funds. */
    public Till till(Set<Gateway.Operation> operations, int ratePerSecond, String... funds) {
        var key = bean(Gateways.class)
                .add(new Gateway("gw-" + UUID.randomUUID(), "Test", Set.of(funds), operations, ratePerSecond));
        return new Till(context.getBean(EmbeddedServer.class).getURI(), key);
    }

    /** An active card of a new household with that much on its account. */
    public String card(String fund, long cents) {
        return card(fund, cents, Card.Status.ACTIVE, FAR_AHEAD, Member.Status.ACTIVE);
    }

    public String card(String fund, long cents, Card.Status status, LocalDate expiresOn, Member.Status member) {
        var id = UUID.randomUUID().toString();
        bean(Households.class).save(new Household("h" + id, fund, 2, 1));
        bean(Members.class).save(new Member("m" + id, "h" + id, "Membre", member));
        if (cents > 0) {
            bean(Allocating.class).allocate(fund, "h" + id, Money.euroCents(cents));
        } else {
            openAccount(fund, "h" + id);
        }
        bean(Cards.class).save(new Card("crd_" + id, "m" + id, status, expiresOn));
        return "crd_" + id;
    }

    /** An active card of that name, of a new household with that much on its account. */
    public void namedCard(String fund, String name, long cents) {
        var known = bean(Cards.class).findById(card(fund, cents)).orElseThrow();
        bean(Cards.class).save(new Card(name, known.memberId(), known.status(), known.expiresOn()));
        announce(Cards.TOPIC, name);
    }

    /** A conventioned market stall of that id and name. */
    public void conventioned(String fund, String id, String name, String families) {
        var merchants = bean(Merchants.class);
        var like = merchants.findById(merchant(fund, "market_stall", true)).orElseThrow();
        merchants.save(new Merchant(
                id,
                fund,
                name,
                like.kind(),
                null,
                like.town(),
                like.distanceKm(),
                like.certification(),
                like.directSale(),
                like.organicShare(),
                like.localShare(),
                like.charterSigned(),
                like.workers(),
                like.criteria()));
        convention(id, LONG_AGO, FAR_AHEAD, false, families);
        announce(Merchants.TOPIC, id);
    }

    /** An active card of a household that never had any money. */
    public String cardWithoutAccount(String fund) {
        var id = UUID.randomUUID().toString();
        bean(Households.class).save(new Household("h" + id, fund, 1, 0));
        bean(Members.class).save(new Member("m" + id, "h" + id, "Membre", Member.Status.ACTIVE));
        bean(Cards.class).save(new Card("crd_" + id, "m" + id, Card.Status.ACTIVE, FAR_AHEAD));
        return "crd_" + id;
    }

    /** Another card of the household of a card. */
    public String anotherCard(String card) {
        var household = bean(Cards.class).holder(card).orElseThrow().household();
        var id = UUID.randomUUID().toString();
        bean(Members.class).save(new Member("m" + id, household, "Membre", Member.Status.ACTIVE));
        bean(Cards.class).save(new Card("crd_" + id, "m" + id, Card.Status.ACTIVE, FAR_AHEAD));
        return "crd_" + id;
    }

    private void openAccount(String fund, String household) {
        bean(Transactions.class)
                .run(c -> bean(org.cabas.service.ledger.Ledger.class)
                        .open(c, fund, org.cabas.service.ledger.AccountKind.HOUSEHOLD, household));
    }

    /** A conventioned market gardener in direct sale, certified organic. */
    public String gardener(String fund) {
        var id = merchant(fund, "market_stall", true);
        convention(id, LONG_AGO, FAR_AHEAD, false, VEGETABLES + " honey alcohol");
        return id;
    }

    /** A place with a convention on those families, which pays that percentage of a total without lines. */
    public String shop(String fund, String kind, boolean directSale, String families, int coverage) {
        var id = merchant(fund, kind, directSale);
        bean(Conventions.class)
                .save(new Convention(
                        "c" + UUID.randomUUID(),
                        id,
                        LONG_AGO,
                        FAR_AHEAD,
                        false,
                        families,
                        coverage,
                        "conventioning 1 R4"));
        return id;
    }

    /** A product of the catalogue, of which nothing but its family is known. */
    public void product(String gtin, String name, String family) {
        bean(Products.class).save(new Product(gtin, name, family, null, null, null));
        announce(Products.TOPIC, gtin);
    }

    /** A merchant without a convention. */
    public String merchant(String fund, String kind, boolean directSale) {
        var id = "lieu-" + UUID.randomUUID();
        bean(Merchants.class)
                .save(new Merchant(
                        id,
                        fund,
                        "Le Jardin d’à côté",
                        kind,
                        null,
                        "Joigny",
                        java.math.BigDecimal.TEN,
                        "certified",
                        directSale,
                        100,
                        100,
                        true,
                        2,
                        "{}"));
        return id;
    }

    public void convention(String merchant, LocalDate from, LocalDate to, boolean suspended, String families) {
        bean(Conventions.class)
                .save(new Convention(
                        "c" + UUID.randomUUID(), merchant, from, to, suspended, families, 100, "conventioning 1 R4"));
    }

    /** A second instance of the service on the database of a first one. */
    public static EmbeddedServer anotherInstance(ApplicationContext first) {
        return ApplicationContext.run(EmbeddedServer.class, databaseOf(first), Environment.TEST);
    }

    /** What one more instance on the database of a first one has to be told. */
    public static Map<String, Object> databaseOf(ApplicationContext first) {
        var settings = new HashMap<String, Object>();
        for (var name : List.of("url", "user", "password", "owner", "owner-password")) {
            var property = "cabas.db." + name;
            settings.put(property, first.getRequiredProperty(property, String.class));
        }
        settings.put("micronaut.server.port", -1);
        settings.put("cabas.session.secure-cookies", false);
        return settings;
    }

    /** Has this instance see changes that were made behind its back, without waiting for the next reading of the feed. */
    public void announce(String topic, String subject) {
        bean(Transactions.class).run(c -> {
            bean(Changes.class).announce(c, topic, subject);
            return subject;
        });
        bean(Changes.class).follow();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }
}
