package org.cabas.service.merchant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
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

    /** An answer that isn't of the column's type is unknown: it is neither zero nor no. */
    private static Value value(JsonNode node, ColumnType type) {
        return switch (type) {
            case YES_NO -> node.isBoolean() ? new Value.YesNo(node.booleanValue()) : Value.UNKNOWN;
            case CHOICE -> node.isTextual() ? new Value.Choice(node.textValue()) : Value.UNKNOWN;
            case CHOICES -> {
                var codes = new HashSet<String>();
                node.forEach(code -> codes.add(code.asText()));
                yield node.isArray() ? new Value.Choices(codes) : Value.UNKNOWN;
            }
            case DATE -> day(node.asText());
            case MONEY, NUMBER, WHOLE, PERCENT, MONTH ->
                node.isNumber() ? quantity(node.decimalValue(), type.decimals()) : Value.UNKNOWN;
        };
    }

    private static Value day(String text) {
        try {
            return new Value.Quantity(LocalDate.parse(text).toEpochDay());
        } catch (DateTimeException noDay) {
            return Value.UNKNOWN;
        }
    }

    /** What no column can hold is taken for the nearest that one can. */
    private static Value quantity(BigDecimal number, int decimals) {
        var widest = BigDecimal.valueOf(Domain.WIDEST);
        var units = number.movePointRight(decimals).max(widest.negate()).min(widest);
        return new Value.Quantity(units.setScale(0, RoundingMode.FLOOR).longValueExact());
    }
}
