package org.cabas.service.authorization;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.purchase.Item;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Remembered;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.ledger.AccountKind;
import org.cabas.service.ledger.Ledger;
import org.cabas.service.member.CardHolder;
import org.cabas.service.member.Cards;
import org.cabas.service.merchant.Conventions;
import org.cabas.service.merchant.Merchant;
import org.cabas.service.merchant.Merchants;
import org.cabas.service.merchant.Seller;
import org.cabas.service.product.Product;
import org.cabas.service.product.Products;
import org.jspecify.annotations.Nullable;

/** Cards, merchants, products and funds as the hot path knows them: in memory, at most two seconds old. */
@Singleton
class Directory {

    /** Each about 300 bytes: the cards of the largest fund in mind for one instance, and the packaged goods of its shops. */
    private static final int CARDS = 200_000;

    private static final int MERCHANTS = 20_000;
    private static final int PRODUCTS = 200_000;
    private static final int FUNDS = 1_000;

    private final Remembered<CardHolder> cards;
    private final Remembered<Seller> sellers;
    private final LoadingCache<Owner, Long> merchantAccounts;
    private final Remembered<Product> products;
    private final Remembered<Fund> funds;

    private record Owner(String fund, String id) {}

    Directory(
            Changes changes,
            Transactions transactions,
            Ledger ledger,
            Funds funds,
            Cards cards,
            Merchants merchants,
            Conventions conventions,
            Products products) {
        this.cards = new Remembered<>(
                changes,
                Cards.TOPIC,
                CARDS,
                card -> cards.holder(card)
                        .map(holder -> holder.account() > 0
                                ? holder
                                : holder.withAccount(transactions.run(c ->
                                        ledger.open(c, holder.fund(), AccountKind.HOUSEHOLD, holder.household())))));
        this.products = new Remembered<>(changes, Products.TOPIC, PRODUCTS, products::findById);
        this.funds = new Remembered<>(changes, Funds.TOPIC, FUNDS, funds::findById);
        this.sellers = new Remembered<>(
                changes,
                Merchants.TOPIC,
                MERCHANTS,
                id -> merchants
                        .findById(id)
                        .map(merchant -> new Seller(merchant, conventions.findByMerchantIdOrderByStartsOn(id))));
        this.merchantAccounts = Caffeine.newBuilder()
                .maximumSize(MERCHANTS)
                .build(merchant ->
                        transactions.run(c -> ledger.open(c, merchant.fund(), AccountKind.MERCHANT, merchant.id())));
    }

    Optional<CardHolder> holder(String card) {
        return cards.get(card);
    }

    Optional<Seller> seller(String merchant) {
        return sellers.get(merchant);
    }

    /** The account of a merchant who is about to be paid, opened if need be; it never changes. */
    long account(Merchant merchant) {
        return merchantAccounts.get(new Owner(merchant.fundId(), merchant.id()));
    }

    Optional<Fund> fund(String id) {
        return funds.get(id);
    }

    /** What each line is of: the catalogue decides where it knows the product, the till's words where it doesn't. */
    List<@Nullable Item> items(List<Purchase.Line> lines) {
        var items = new ArrayList<@Nullable Item>(lines.size());
        for (var line : lines) {
            var product = line.gtin() == null ? Optional.<Product>empty() : products.get(line.gtin());
            if (product.isPresent()) {
                items.add(item(product.get()));
            } else if (line.family() != null) {
                items.add(new Item(null, line.family(), line.labels(), null, null, line.gtin() != null));
            } else {
                items.add(null);
            }
        }
        return items;
    }

    private static Item item(Product product) {
        return new Item(
                product.name(), product.family(), product.labelTags(), product.novaGroup(), product.origin(), true);
    }
}
