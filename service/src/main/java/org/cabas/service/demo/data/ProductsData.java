package org.cabas.service.demo.data;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Consumer;
import org.cabas.service.database.Changes;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.DemonstrationData;
import org.cabas.service.product.Products;
import org.cabas.service.start.Wording;

/** A catalogue of packaged goods, all at once; a catalogue that has the first of them is left alone. */
@Singleton
@Order(2)
@Requires(env = Demonstration.ENVIRONMENT)
final class ProductsData implements DemonstrationData {
    private final TransactionOperations<Connection> transactions;
    private final Changes changes;
    private final Products products;

    ProductsData(TransactionOperations<Connection> transactions, Changes changes, Products products) {
        this.transactions = transactions;
        this.changes = changes;
        this.products = products;
    }

    @Override
    public void load(Consumer<String> progress) {
        var articles = Articles.all(FundsData.SEED);
        if (products.existsById(articles.getFirst().gtin())) {
            return;
        }
        transactions.executeWrite(status -> {
            products.saveAll(articles);
            changes.announce(status.getConnection(), Products.TOPIC, Changes.ALL);
            return articles;
        });
        progress.accept(Wording.say("demonstration.products", articles.size()));
    }
}
