package org.cabas.service.conventioning;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Value;
import org.cabas.service.conventioning.Candidacy.Told;
import org.jspecify.annotations.Nullable;

/**
 * What a place answered, as {@link org.cabas.service.merchant.Merchant} keeps it. What was asked and nobody knows is unknown; what was not
 * asked stays as it was known before.
 */
final class MerchantAnswers {
    private static final Set<String> SHARED = Set.of(
            Fact.MERCHANT_KIND.id(),
            Fact.DISTANCE.id(),
            Fact.CERTIFICATION.id(),
            Fact.DIRECT_SALE.id(),
            Fact.ORGANIC_SHARE.id(),
            Fact.LOCAL_SHARE.id(),
            Fact.CHARTER_SIGNED.id(),
            Fact.WORKERS.id());

    private final Map<String, Column> asked;
    private final Map<String, Value> values = new HashMap<>();

    private MerchantAnswers(List<Column> questions, Told told) {
        this.asked = questions.stream()
                .collect(Collectors.toMap(Column::id, column -> column, (one, other) -> one, LinkedHashMap::new));
        asked.forEach((id, column) -> ConventioningTables.value(column, told)
                .filter(value -> !(value instanceof Value.Unknown))
                .ifPresent(value -> values.put(id, value)));
    }

    static MerchantAnswers of(List<Column> questions, Told told) {
        return new MerchantAnswers(questions, told);
    }

    /** The code of its kind, which is always asked and never unknown. */
    String kind() {
        if (values.get(Fact.MERCHANT_KIND.id()) instanceof Value.Choice(var code)) {
            return code;
        }
        throw new IllegalStateException("a complete candidacy says what kind of place it is");
    }

    @Nullable
    BigDecimal distanceKm(@Nullable BigDecimal before) {
        return asked(Fact.DISTANCE) ? number(Fact.DISTANCE, 1) : before;
    }

    @Nullable
    String certification(@Nullable String before) {
        if (!asked(Fact.CERTIFICATION)) {
            return before;
        }
        return values.get(Fact.CERTIFICATION.id()) instanceof Value.Choice(var code) ? code : null;
    }

    @Nullable
    Boolean directSale(@Nullable Boolean before) {
        return asked(Fact.DIRECT_SALE) ? yesNo(Fact.DIRECT_SALE) : before;
    }

    @Nullable
    Boolean charterSigned(@Nullable Boolean before) {
        return asked(Fact.CHARTER_SIGNED) ? yesNo(Fact.CHARTER_SIGNED) : before;
    }

    @Nullable
    Integer organicShare(@Nullable Integer before) {
        return asked(Fact.ORGANIC_SHARE) ? whole(Fact.ORGANIC_SHARE) : before;
    }

    @Nullable
    Integer localShare(@Nullable Integer before) {
        return asked(Fact.LOCAL_SHARE) ? whole(Fact.LOCAL_SHARE) : before;
    }

    @Nullable
    Integer workers(@Nullable Integer before) {
        return asked(Fact.WORKERS) ? whole(Fact.WORKERS) : before;
    }

    /** The fund's own criteria, and those that were known before and not asked again. */
    Map<String, Object> criteria(JsonNode before) {
        var criteria = new TreeMap<String, Object>();
        before.properties().forEach(each -> criteria.put(each.getKey(), each.getValue()));
        asked.forEach((id, column) -> {
            if (!SHARED.contains(id)) {
                var value = values.get(id);
                if (value == null) {
                    criteria.remove(id);
                } else {
                    criteria.put(id, written(column.type(), value));
                }
            }
        });
        return criteria;
    }

    private static Object written(ColumnType type, Value value) {
        return switch (value) {
            case Value.YesNo(var yes) -> yes;
            case Value.Choice(var code) -> code;
            case Value.Choices(var codes) -> codes.stream().sorted().toList();
            case Value.Quantity(var units) ->
                type == ColumnType.DATE
                        ? LocalDate.ofEpochDay(units).toString()
                        : BigDecimal.valueOf(units, type.decimals());
            case Value.Unknown unknown -> throw new IllegalArgumentException("what is unknown is not written");
        };
    }

    private boolean asked(Fact fact) {
        return asked.containsKey(fact.id());
    }

    private @Nullable Boolean yesNo(Fact fact) {
        return values.get(fact.id()) instanceof Value.YesNo(var yes) ? yes : null;
    }

    private @Nullable BigDecimal number(Fact fact, int decimals) {
        return values.get(fact.id()) instanceof Value.Quantity(var units)
                ? BigDecimal.valueOf(units, fact.type().decimals()).setScale(decimals, RoundingMode.HALF_UP)
                : null;
    }

    private @Nullable Integer whole(Fact fact) {
        var number = number(fact, 0);
        return number == null
                ? null
                : number.min(BigDecimal.valueOf(Short.MAX_VALUE)).intValueExact();
    }
}
