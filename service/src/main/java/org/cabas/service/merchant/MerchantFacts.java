package org.cabas.service.merchant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Value;

/** What is known of a place, as the tables of its fund ask for it. */
public final class MerchantFacts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MerchantFacts() {}

    /**
     * The facts of a place.
     *
     * @param tables tell the types of the fund's own criteria
     */
    public static FactSheet of(Merchant merchant, Collection<DecisionTable> tables) {
        var distance = merchant.distanceKm() == null
                ? null
                : merchant.distanceKm().setScale(0, RoundingMode.HALF_UP).intValueExact();
        var more = new HashMap<>(criteria(merchant.criteria(), tables));
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
    private static Map<String, Value> criteria(String json, Collection<DecisionTable> tables) {
        var values = new HashMap<String, Value>();
        if (json.length() <= 2) {
            return values;
        }
        try {
            var answers = JSON.readTree(json);
            for (var table : tables) {
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
