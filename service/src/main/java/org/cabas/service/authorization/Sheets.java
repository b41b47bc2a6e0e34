package org.cabas.service.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Value;
import org.cabas.service.authorization.Circumstances.Item;
import org.cabas.service.merchant.Merchant;

/** The facts of a purchase as the tables of its fund ask for them. */
final class Sheets {
    private final FactSheet ofPurchase;

    /** @param policy tells the types of the fund's own criteria */
    Sheets(Circumstances circumstances, LocalDate day, Policy policy) {
        var sheet = FactSheet.purchasedOn(day);
        if (circumstances.holder() != null) {
            sheet = sheet.and(FactSheet.household(
                    circumstances.holder().adults(), circumstances.holder().children()));
        }
        if (circumstances.seller() != null) {
            sheet = sheet.and(of(circumstances.seller().merchant(), policy));
        }
        this.ofPurchase = sheet;
    }

    /** Facts of the purchase, whatever is bought. */
    FactSheet ofPurchase() {
        return ofPurchase;
    }

    /** Facts of the purchase and of one item. What a till says of loose goods is all that is known of them. */
    FactSheet of(Item item) {
        return ofPurchase.and(FactSheet.product(
                item.family(),
                item.labels() == null ? null : new HashSet<>(item.labels()),
                item.novaGroup(),
                item.origin(),
                item.packaged()));
    }

    /** Facts of the purchase and of a family of which nothing else is known. */
    FactSheet of(String family) {
        return ofPurchase.and(FactSheet.product(family, null, null, null, null));
    }

    private static FactSheet of(Merchant merchant, Policy policy) {
        var distance = merchant.distanceKm() == null
                ? null
                : merchant.distanceKm().setScale(0, RoundingMode.HALF_UP).intValueExact();
        var more = new HashMap<>(criteria(merchant.criteria(), policy));
        if (merchant.charterSigned() != null) {
            more.put(Fact.CHARTER_SIGNED.id(), new Value.YesNo(merchant.charterSigned()));
        }
        if (merchant.workers() != null) {
            more.put(Fact.WORKERS.id(), new Value.Quantity(merchant.workers()));
        }
        return FactSheet.merchant(
                merchant.kind(),
                merchant.certification(),
                merchant.directSale(),
                distance,
                merchant.organicShare(),
                merchant.localShare(),
                more);
    }

    /** A fund's own criteria, each in the unit of its column; what no column asks for is left out. */
    private static Map<String, Value> criteria(String json, Policy policy) {
        var values = new HashMap<String, Value>();
        if (json.length() <= 2) {
            return values;
        }
        try {
            var answers = Answers.JSON.readTree(json);
            for (var table : policy.tables()) {
                for (var column : table.conditions()) {
                    if (answers.hasNonNull(column.id())) {
                        values.put(column.id(), value(answers.get(column.id()), column.type()));
                    }
                }
            }
            return values;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps criteria that are JSON", e);
        }
    }

    private static Value value(JsonNode node, ColumnType type) {
        return switch (type) {
            case YES_NO -> node.isBoolean() ? new Value.YesNo(node.booleanValue()) : Value.UNKNOWN;
            case CHOICE -> new Value.Choice(node.asText());
            case CHOICES -> {
                var codes = new HashSet<String>();
                node.forEach(code -> codes.add(code.asText()));
                yield new Value.Choices(codes);
            }
            case DATE -> new Value.Quantity(LocalDate.parse(node.asText()).toEpochDay());
            case MONEY, NUMBER, WHOLE, PERCENT, MONTH ->
                new Value.Quantity(node.decimalValue()
                        .movePointRight(type.decimals())
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact());
        };
    }
}
