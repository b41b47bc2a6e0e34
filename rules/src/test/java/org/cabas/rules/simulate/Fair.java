package org.cabas.rules.simulate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Item;
import org.cabas.rules.purchase.Terms;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Value;

/** A past that a test writes event by event, and small tables as a committee would write them. */
final class Fair implements Past {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final List<String> SOLD = List.of("fruits", "vegetables", "meat", "honey", "bread");
    private static final Rule ACCEPTED = new Rule("conventioning", 1, "R1");

    private final Span span;
    private final List<Home> homes = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    Fair(String first, String last) {
        this.span = new Span(LocalDate.parse(first), LocalDate.parse(last));
    }

    static DecisionTable table(String id, String columnsAndRows) {
        return table(id, "première ligne qui convient", columnsAndRows);
    }

    static DecisionTable table(String id, String reading, String columnsAndRows) {
        var file = String.join(
                        "\n",
                        "Table;" + id,
                        "Titre;Essai",
                        "Lecture;" + reading,
                        "Version;1",
                        "Valable du;1er mai 2020")
                + "\n" + columnsAndRows;
        return CsvFormat.read(file.getBytes(StandardCharsets.UTF_8)).expected();
    }

    /** The same table with some words of its file in place of others, which have to be there. */
    static DecisionTable edited(DecisionTable table, String words, String others) {
        var file = CsvFormat.write(table).replace('\u00a0', ' ').replace('\u202f', ' ');
        if (!file.contains(words)) {
            throw new IllegalArgumentException(words + " is not in " + file);
        }
        return CsvFormat.read(file.replace(words, others).getBytes(StandardCharsets.UTF_8))
                .expected();
    }

    static Policy policy(DecisionTable... tables) {
        return Policy.compile(1, List.of(tables));
    }

    int home(int adults, int children, long cents) {
        return home(adults, children, FactSheet.EMPTY, cents);
    }

    int home(int adults, int children, FactSheet situation, long cents) {
        homes.add(new Home(adults, children, situation, true, cents));
        return homes.size() - 1;
    }

    int place(String kind, Map<String, Value> facts) {
        return place(kind, facts, true);
    }

    int place(String kind, Map<String, Value> facts, boolean conventioned) {
        var id = "lieu-" + places.size();
        var sheet = FactSheet.merchant(kind, null, null, null, null, null, facts);
        places.add(new Place(id, "Le lieu " + places.size(), kind, policy -> sheet, SOLD, conventioned));
        return places.size() - 1;
    }

    void allocate(int home, String day, long cents) {
        events.add(new Event.Allocated(home, LocalDate.parse(day), cents));
    }

    static Basket.Line line(String family, long cents) {
        return new Basket.Line("1", family, cents, new Item(null, family, List.of(), null, null, false));
    }

    String buy(int home, int place, String day, Basket.Line... lines) {
        return buy(home, place, LocalDate.parse(day), true, false, lines);
    }

    String buy(int home, int place, Instant at, boolean undone, Basket.Line... lines) {
        return buy(home, place, LocalDate.ofInstant(at, PARIS), true, undone, lines);
    }

    String buy(int home, int place, LocalDate day, boolean partial, boolean undone, Basket.Line... lines) {
        var amount = List.of(lines).stream().mapToLong(Basket.Line::amount).sum();
        var facts =
                FactSheet.household(homes.get(home).adults(), homes.get(home).children());
        var basket = new Basket(day, Money.EURO, amount, partial, List.of(lines), facts, List.of());
        return buy(home, place, basket, undone);
    }

    String buy(int home, int place, Basket basket, boolean undone) {
        var number = Integer.toString(events.size());
        var where = places.get(place);
        events.add(new Event.Bought(
                number,
                home,
                place,
                basket.day(),
                basket,
                policy -> where.conventioned()
                        ? new Terms(
                                where.name(), SOLD, 100, ACCEPTED, where.facts().apply(policy))
                        : null,
                undone));
        return number;
    }

    void giveBack(String number, int home, String day, List<Long> cents, List<Long> of) {
        events.add(new Event.GivenBack(number, home, LocalDate.parse(day), cents, of));
    }

    Comparison compared(Policy inForce, Policy draft) {
        return Backtest.compare(inForce, draft, this, Watch.NOBODY).orElseThrow();
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public List<Home> homes() {
        return homes;
    }

    @Override
    public List<Place> places() {
        return places;
    }

    @Override
    public long size() {
        return events.size();
    }

    @Override
    public void tell(Predicate<Event> listener) {
        for (var event : events) {
            if (!listener.test(event)) {
                return;
            }
        }
    }
}
