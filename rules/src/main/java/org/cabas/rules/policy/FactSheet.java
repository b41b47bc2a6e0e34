package org.cabas.rules.policy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a case, by column id; what isn't on the sheet is unknown. Immutable. Every table of a policy takes from it
 * the facts that its columns ask for, so one sheet serves all questions about a case.
 */
public final class FactSheet {

    /** Nothing is known. */
    public static final FactSheet EMPTY = new FactSheet(Map.of(), null);

    /**
     * The labels that make a product organic: the two marks of the European regulation, Demeter and the participatory guarantee
     * of Nature &amp; Progrès.
     */
    public static final Set<String> ORGANIC_LABELS =
            Set.of("fr:ab-agriculture-biologique", "en:eu-organic", "en:organic", "en:demeter", "fr:nature-et-progres");

    private static final int UNITS_PER_PERCENT = (int) Money.ONE_PERCENT;
    private static final long UNITS_PER_NUMBER = Math.powExact(10L, ColumnType.NUMBER.decimals());

    private final Map<String, Value> known;
    private final @Nullable FactSheet rest;

    private FactSheet(Map<String, Value> known, @Nullable FactSheet rest) {
        this.known = known;
        this.rest = rest;
    }

    /** A sheet of facts by column id; {@link Value#UNKNOWN} counts as missing. */
    public static FactSheet of(Map<String, Value> facts) {
        var known = new HashMap<>(facts);
        known.values().removeIf(Value.Unknown.class::isInstance);
        return sheet(known);
    }

    /** @param known without unknowns, and left to the sheet */
    private static FactSheet sheet(Map<String, Value> known) {
        return known.isEmpty() ? EMPTY : new FactSheet(known, null);
    }

    /** Who lives in a household. */
    public static FactSheet household(int adults, int children) {
        return of(Map.of(
                Fact.ADULTS.id(), whole(adults),
                Fact.CHILDREN.id(), whole(children),
                Fact.PEOPLE.id(), whole(Math.addExact(adults, children))));
    }

    /** What a household lives on, each as far as it is told. */
    public static FactSheet means(@Nullable Money income, @Nullable Money familyQuotient, @Nullable String referral) {
        var facts = new HashMap<String, Value>();
        put(facts, Fact.INCOME, income == null ? null : money(income));
        put(facts, Fact.FAMILY_QUOTIENT, familyQuotient == null ? null : money(familyQuotient));
        put(facts, Fact.REFERRAL, referral == null ? null : new Value.Choice(referral));
        return of(facts);
    }

    /** How many people of a household contributed this month, and how much in total. */
    public static FactSheet contributed(int people, Money paid) {
        return of(Map.of(
                Fact.CONTRIBUTED.id(), new Value.YesNo(people > 0),
                Fact.CONTRIBUTORS.id(), whole(people),
                Fact.CONTRIBUTION_PAID.id(), money(paid)));
    }

    /**
     * A product, as far as a till or a catalogue tells. It is organic when one of its labels is an {@linkplain #ORGANIC_LABELS
     * organic one}, not organic when its labels are known and none is, and unknown when its labels are: what a fund makes of an
     * unlabelled product of a certified or peer-reviewed farm is for its table to say, with {@link Fact#CERTIFICATION}.
     *
     * @param family code of the family
     * @param labels Open Food Facts tags; empty for "it has none", null for "nobody knows"
     * @param novaGroup 1 to 4
     * @param origin code of the origin
     * @param packaged false for loose goods
     */
    public static FactSheet product(
            @Nullable String family,
            @Nullable Set<String> labels,
            @Nullable Integer novaGroup,
            @Nullable String origin,
            @Nullable Boolean packaged) {
        var facts = new HashMap<String, Value>();
        put(facts, Fact.PRODUCT_FAMILY, family == null ? null : new Value.Choice(family));
        if (labels != null) {
            put(facts, Fact.LABELS, new Value.Choices(labels));
            put(facts, Fact.ORGANIC, new Value.YesNo(labels.stream().anyMatch(ORGANIC_LABELS::contains)));
        }
        put(facts, Fact.NOVA_GROUP, novaGroup == null ? null : whole(novaGroup));
        put(facts, Fact.ORIGIN, origin == null ? null : new Value.Choice(origin));
        put(facts, Fact.PACKAGED, packaged == null ? null : new Value.YesNo(packaged));
        return sheet(facts);
    }

    /**
     * A merchant, as far as its file tells.
     *
     * @param kind code of the kind
     * @param certification code of the organic certification
     * @param distanceKm whole kilometres from the fund's centre
     * @param organicShare percent of its sales, 0 to 100
     * @param localShare percent of its sales, 0 to 100
     * @param criteria the fund's own criteria by column id, and any of {@link Fact} beyond these; they come first
     */
    public static FactSheet merchant(
            @Nullable String kind,
            @Nullable String certification,
            @Nullable Boolean directSale,
            @Nullable Integer distanceKm,
            @Nullable Integer organicShare,
            @Nullable Integer localShare,
            Map<String, Value> criteria) {
        var facts = new HashMap<String, Value>();
        put(facts, Fact.MERCHANT_KIND, kind == null ? null : new Value.Choice(kind));
        put(facts, Fact.CERTIFICATION, certification == null ? null : new Value.Choice(certification));
        put(facts, Fact.DIRECT_SALE, directSale == null ? null : new Value.YesNo(directSale));
        put(facts, Fact.DISTANCE, distanceKm == null ? null : new Value.Quantity(distanceKm * UNITS_PER_NUMBER));
        put(facts, Fact.ORGANIC_SHARE, organicShare == null ? null : percent(organicShare));
        put(facts, Fact.LOCAL_SHARE, localShare == null ? null : percent(localShare));
        facts.putAll(criteria);
        return of(facts);
    }

    /** What the day of a purchase tells: its month. */
    public static FactSheet purchasedOn(LocalDate day) {
        return of(Map.of(Fact.MONTH_OF_PURCHASE.id(), new Value.Quantity(day.getMonthValue())));
    }

    /** One fact more; it replaces the one of that id. */
    public FactSheet with(String id, Value value) {
        return value instanceof Value.Unknown ? without(id) : new FactSheet(Map.of(id, value), this);
    }

    /** Both sheets' facts; where both know one, the other's. Cheap as long as the other is not such a union itself. */
    public FactSheet and(FactSheet other) {
        if (other.known.isEmpty() && other.rest == null) {
            return this;
        }
        if (known.isEmpty() && rest == null) {
            return other;
        }
        return other.rest == null ? new FactSheet(other.known, this) : of(merged(asMap(), other.asMap()));
    }

    /** What is known for a column id. */
    public Optional<Value> value(String id) {
        return Optional.ofNullable(find(id));
    }

    /** All that is known, by column id in alphabetical order: what a recorded decision keeps. */
    public Map<String, Value> asMap() {
        var facts = rest == null ? new TreeMap<String, Value>() : new TreeMap<>(rest.asMap());
        facts.putAll(known);
        return facts;
    }

    @Nullable
    Value find(String id) {
        for (FactSheet sheet = this; sheet != null; sheet = sheet.rest) {
            var value = sheet.known.get(id);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FactSheet sheet && asMap().equals(sheet.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    private FactSheet without(String id) {
        var facts = asMap();
        facts.remove(id);
        return of(facts);
    }

    private static Map<String, Value> merged(Map<String, Value> first, Map<String, Value> second) {
        first.putAll(second);
        return first;
    }

    private static void put(Map<String, Value> facts, Fact fact, @Nullable Value value) {
        if (value != null) {
            facts.put(fact.id(), value);
        }
    }

    private static Value whole(long count) {
        return new Value.Quantity(count);
    }

    private static Value money(Money amount) {
        return new Value.Quantity(amount.cents());
    }

    private static Value percent(int share) {
        return new Value.Quantity((long) share * UNITS_PER_PERCENT);
    }
}
