package org.cabas.service.product;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Some products at once, written where they differ from what the catalogue has. */
final class CatalogueBatch {
    /** Products a round trip: enough that the round trip doesn't count, few enough for one packet. */
    static final int SIZE = 500;

    private final Connection connection;
    private final List<Product> products = new ArrayList<>(SIZE);
    private long added;
    private long changed;
    private long unchanged;

    CatalogueBatch(Connection connection) {
        this.connection = connection;
    }

    /** Products that were not there. */
    long added() {
        return added;
    }

    /** Products that were there and differ. */
    long changed() {
        return changed;
    }

    /** Products that were there as they are. */
    long unchanged() {
        return unchanged;
    }

    /** Adds a product, and writes all that has gathered when it is enough. */
    void add(Product product) throws SQLException {
        products.add(product);
        if (products.size() == SIZE) {
            write();
        }
    }

    /** Writes what has gathered. */
    void write() throws SQLException {
        if (products.isEmpty()) {
            return;
        }
        var known = known();
        try (var upsert = connection.prepareStatement("""
                insert into product (gtin, name, family, labels, nova_group, origin) values (?, ?, ?, ?, ?, ?)
                on duplicate key update name = values(name), family = values(family), labels = values(labels),
                    nova_group = values(nova_group), origin = values(origin)""")) {
            var different = 0;
            for (var product : products) {
                var before = known.get(product.gtin());
                if (before == null) {
                    added++;
                } else if (before.equals(product)) {
                    unchanged++;
                    continue;
                } else {
                    changed++;
                }
                upsert.setString(1, product.gtin());
                upsert.setString(2, product.name());
                upsert.setString(3, product.family());
                upsert.setString(4, product.labels());
                upsert.setObject(5, product.novaGroup());
                upsert.setString(6, product.origin());
                upsert.addBatch();
                different++;
            }
            if (different > 0) {
                upsert.executeBatch();
            }
        }
        products.clear();
    }

    private Map<String, Product> known() throws SQLException {
        var blanks = String.join(", ", Collections.nCopies(products.size(), "?"));
        try (var query = connection.prepareStatement(
                "select gtin, name, family, labels, nova_group, origin from product where gtin in (" + blanks + ")")) {
            for (var i = 0; i < products.size(); i++) {
                query.setString(i + 1, products.get(i).gtin());
            }
            var known = new HashMap<String, Product>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var gtin = Objects.requireNonNull(rows.getString(1));
                    known.put(
                            gtin,
                            new Product(
                                    gtin,
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getObject(5, Integer.class),
                                    rows.getString(6)));
                }
            }
            return known;
        }
    }
}
