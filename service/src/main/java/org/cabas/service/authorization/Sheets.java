package org.cabas.service.authorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Value;
import org.cabas.service.authorization.Circumstances.Item;
import org.cabas.service.merchant.Merchant;

/** The facts of a purchase as the tables of its fund ask for them. */
final class Sheets {
    private static final long UNITS_PER_NUMBER = Math.powExact(10L, ColumnType.NUMBER.decimals());

    private final FactSheet ofPurchase;

    Sheets(Circumstances circumstances, LocalDate day) {
        var sheet = FactSheet.purchasedOn(day);
        if (circumstances.holder() != null) {
            sheet = sheet.and(FactSheet.household(
                    circumstances.holder().adults(), circumstances.holder().children()));
        }
        if (circumstances.seller() != null) {
            sheet = sheet.and(of(circumstances.seller().merchant()));
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
                item.family(), new HashSet<>(item.labels()), item.novaGroup(), item.origin(), item.packaged()));
    }

    private static FactSheet of(Merchant merchant) {
        var distance = merchant.distanceKm() == null
                ? null
                : merchant.distanceKm().setScale(0, RoundingMode.HALF_UP).intValueExact();
        var more = new HashMap<>(criteria(merchant.criteria()));
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

    /** A fund's own criteria: texts are choices, lists several choices, numbers are in the units of a decimal number. */
    private static Map<String, Value> criteria(String json) {
        try {
            var values = new HashMap<String, Value>();
            Answers.JSON.readTree(json).properties().forEach(criterion -> {
                var value = value(criterion.getValue());
                values.put(criterion.getKey(), value);
            });
            return values;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps criteria that are JSON", e);
        }
    }

    private static Value value(JsonNode node) {
        if (node.isBoolean()) {
            return new Value.YesNo(node.booleanValue());
        }
        if (node.isNumber()) {
            return new Value.Quantity(node.decimalValue()
                    .multiply(BigDecimal.valueOf(UNITS_PER_NUMBER))
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact());
        }
        if (node.isArray()) {
            var codes = new HashSet<String>();
            node.forEach(code -> codes.add(code.asText()));
            return new Value.Choices(codes);
        }
        return node.isTextual() ? new Value.Choice(node.textValue()) : Value.UNKNOWN;
    }
}
