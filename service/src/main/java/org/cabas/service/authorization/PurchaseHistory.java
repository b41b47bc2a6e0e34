package org.cabas.service.authorization;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.simulate.Home;
import org.cabas.rules.simulate.Past;
import org.cabas.rules.simulate.Place;
import org.cabas.rules.simulate.Span;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.Conventions;
import org.cabas.service.merchant.Merchant;
import org.cabas.service.merchant.MerchantFacts;
import org.cabas.service.merchant.Merchants;

/**
 * What happened in a fund, for whoever reckons what would have happened under other tables: every purchase with the circumstances
 * it was decided in, what was given back of it, and the allocations, in the order of the journal. Nothing in it names a person.
 */
@Singleton
public class PurchaseHistory {
    private final Transactions transactions;
    private final Merchants merchants;
    private final Conventions conventions;

    PurchaseHistory(Transactions transactions, Merchants merchants, Conventions conventions) {
        this.transactions = transactions;
        this.merchants = merchants;
        this.conventions = conventions;
    }

    /** A household of a fund with its account; an account of 0 is one that was never opened. */
    record Account(Home home, long account) {}

    /** The days from a fund's first purchase to its last one; absent where nobody has bought anything yet. */
    public Optional<Span> days(Fund fund) {
        return transactions.run(connection -> {
            try (var query = connection.prepareStatement("""
                    select min(recorded_at), max(recorded_at) from journal
                    where fund_id = ? and kind in ('purchased', 'authorized', 'declined') and account_id is not null""")) {
                query.setString(1, fund.id());
                try (var rows = query.executeQuery()) {
                    rows.next();
                    var first = rows.getObject(1, LocalDateTime.class);
                    var last = rows.getObject(2, LocalDateTime.class);
                    return first == null || last == null
                            ? Optional.empty()
                            : Optional.of(new Span(day(first, fund), day(last, fund)));
                }
            }
        });
    }

    static LocalDate day(LocalDateTime utc, Fund fund) {
        return utc.atZone(ZoneOffset.UTC).withZoneSameInstant(fund.zone()).toLocalDate();
    }

    /**
     * The past of a fund.
     *
     * @param span whose purchases are compared; what happened up to a week before brings ceilings up to date
     * @param assumed completes the households by what nobody has stored
     */
    public Past of(Fund fund, Span span, UnaryOperator<List<Home>> assumed) {
        var accounts = accounts(fund, RecordedPast.begin(span, fund));
        var homes = assumed.apply(accounts.stream().map(Account::home).toList());
        return new RecordedPast(transactions, fund, span, homes, accounts, places(fund));
    }

    /** The households of a fund, with nothing on their cards and nothing known of what they live on. */
    public List<Home> homes(Fund fund) {
        return accounts(fund, LocalDateTime.of(1970, 1, 1, 0, 0)).stream()
                .map(Account::home)
                .toList();
    }

    /** The places of a fund, with what they sell as far as a convention tells. */
    public List<Place> places(Fund fund) {
        var byMerchant = new HashMap<String, List<Convention>>();
        transactions.run(connection -> known(connection, fund)).forEach(id -> {
            byMerchant.put(id, conventions.findByMerchantIdOrderByStartsOn(id));
        });
        var places = new ArrayList<Place>();
        for (var entry : new TreeMap<>(byMerchant).entrySet()) {
            merchants.findById(entry.getKey()).ifPresent(merchant -> places.add(place(merchant, entry.getValue())));
        }
        return places;
    }

    private static Place place(Merchant merchant, List<Convention> conventions) {
        var families = new HashSet<String>();
        conventions.forEach(convention -> families.addAll(convention.familyCodes()));
        return new Place(
                merchant.id(),
                merchant.name(),
                merchant.kind(),
                policy -> MerchantFacts.of(merchant, policy.tables()),
                sold(families),
                conventions.stream().anyMatch(convention -> !convention.suspended()));
    }

    /** Families in the order of the vocabulary; all of them where no convention tells. */
    private static List<String> sold(Set<String> families) {
        return Vocabulary.PRODUCT_FAMILIES.options().stream()
                .map(Domain.Option::code)
                .filter(code -> families.isEmpty() || families.contains(code))
                .toList();
    }

    private static List<String> known(Connection connection, Fund fund) throws SQLException {
        var ids = new ArrayList<String>();
        try (var query = connection.prepareStatement("select id from merchant where fund_id = ? order by id")) {
            query.setString(1, fund.id());
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private List<Account> accounts(Fund fund, LocalDateTime before) {
        return transactions.run(connection -> {
            var opening = opening(connection, fund, before);
            var accounts = new ArrayList<Account>();
            try (var query = connection.prepareStatement("""
                    select h.adults, h.children, coalesce(a.id, 0),
                           exists (select 1 from member m where m.household_id = h.id and m.status = 'ACTIVE')
                    from household h
                    left join account a on a.fund_id = h.fund_id and a.kind = 'household' and a.owner = h.id
                    where h.fund_id = ? order by h.id""")) {
                query.setString(1, fund.id());
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        var account = rows.getLong(3);
                        var home = new Home(
                                rows.getInt(1),
                                rows.getInt(2),
                                FactSheet.EMPTY,
                                rows.getBoolean(4),
                                opening.getOrDefault(account, 0L));
                        accounts.add(new Account(home, account));
                    }
                }
            }
            return accounts;
        });
    }

    /** What could be spent from each household's account at an instant. */
    private static Map<Long, Long> opening(Connection connection, Fund fund, LocalDateTime before) throws SQLException {
        var balances = new HashMap<Long, Long>();
        try (var query = connection.prepareStatement("""
                select account_id, sum(balance_change - reserved_change) from journal
                where fund_id = ? and recorded_at < ? and account_id is not null and sequence is not null
                group by account_id""")) {
            query.setString(1, fund.id());
            query.setObject(2, before);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    balances.put(rows.getLong(1), rows.getLong(2));
                }
            }
        }
        return balances;
    }
}
