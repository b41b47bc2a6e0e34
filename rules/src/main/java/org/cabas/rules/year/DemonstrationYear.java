package org.cabas.rules.year;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Reason;
import org.cabas.rules.purchase.Terms;
import org.cabas.rules.simulate.Event;
import org.cabas.rules.simulate.Home;
import org.cabas.rules.simulate.Past;
import org.cabas.rules.simulate.Place;
import org.cabas.rules.simulate.Span;
import org.cabas.rules.simulate.Standing;
import org.jspecify.annotations.Nullable;

/**
 * A year that nobody has lived yet, for a fund without a past. A household buys about sixty times a year, mostly on market days, more
 * at the beginning of a month than at its end, some families more in summer; the card is filled by the tables on the first of each
 * month. Everything is drawn from the seed: the same seed and setting give the same year, to the cent.
 *
 * <p>Where the fund has households and places of its own, they are the year's: how many people live together is theirs, what they
 * live on is drawn (see {@link Households}), for nobody has told it.
 */
public final class DemonstrationYear implements Past {
    /** Purchases of a household a year: a little more than one a week. */
    public static final int PURCHASES = 60;

    /** How often each day of the week is a day to buy on, Monday first; a market day counts twice. */
    private static final double[] WEEK = {0.5, 0.6, 0.7, 0.8, 1.0, 1.3, 0.3};

    private static final int PERCENT_WITHOUT_CONVENTION = 4;
    private static final int PERCENT_TOTALS_AT_STALLS = 25;
    private static final int PERCENT_ALL_OR_NOTHING = 8;
    private static final int THOUSANDTHS_REFUNDED = 5;
    private static final int LAST_DAYS = 21;

    private final long seed;
    private final Span span;
    private final Set<DayOfWeek> marketDays;
    private final List<Home> homes;
    private final List<Place> places = new ArrayList<>();
    private final List<Function<Policy, @Nullable Terms>> terms = new ArrayList<>();
    private final List<FactSheet> facts = new ArrayList<>();
    private final List<Integer> conventioned = new ArrayList<>();
    private final List<Integer> others = new ArrayList<>();

    /**
     * What a year is drawn for.
     *
     * @param first the first day, of a month
     * @param marketDays days on which stalls stand
     * @param households how many to draw where the fund has none
     * @param homes the fund's own; none where they are to be drawn
     * @param places the fund's own; none where they are to be imagined
     */
    public record Setting(
            long seed,
            LocalDate first,
            Set<DayOfWeek> marketDays,
            int households,
            List<Home> homes,
            List<Place> places) {
        public Setting {
            marketDays = Set.copyOf(marketDays);
            homes = List.copyOf(homes);
            places = List.copyOf(places);
            if (first.getDayOfMonth() != 1 || (homes.isEmpty() && households < 1)) {
                throw new IllegalArgumentException("a year starts on the first of a month, for somebody");
            }
        }
    }

    /** @param inForce the tables by which places without a convention would be given one, and cards are filled */
    public DemonstrationYear(Setting setting, Policy inForce) {
        this.seed = setting.seed();
        this.span = new Span(setting.first(), setting.first().plusYears(1).minusDays(1));
        this.marketDays = setting.marketDays();
        this.homes = homes(setting, inForce);
        var imagined = setting.places().isEmpty();
        (imagined ? Stalls.imagined() : setting.places()).forEach(place -> open(place, inForce));
    }

    private static List<Home> homes(Setting setting, Policy inForce) {
        var random = new SplittableRandom(setting.seed());
        return setting.homes().isEmpty()
                ? Households.drawn(random, setting.households(), new OwnCriteria(inForce))
                : assumed(setting.seed(), setting.homes(), inForce);
    }

    /**
     * The same households with what they might live on, where nobody has stored it: drawn from the distribution of incomes in
     * France and from the seed, so an assumption and nobody's own.
     */
    public static List<Home> assumed(long seed, List<Home> homes, Policy inForce) {
        var random = new SplittableRandom(seed);
        var criteria = new OwnCriteria(inForce);
        return homes.stream()
                .map(home -> new Home(
                        home.adults(),
                        home.children(),
                        Households.situation(random, home.adults(), home.children(), criteria),
                        home.takesPart(),
                        home.opening()))
                .toList();
    }

    private void open(Place place, Policy inForce) {
        var given = Standing.terms(inForce, place);
        if (given == null && place.conventioned()) {
            given = Standing.terms(inForce, place, new Rule("conventioning", 0, "-"));
        }
        var agreed = given;
        var index = places.size();
        places.add(new Place(place.id(), place.name(), place.kind(), place.facts(), place.sold(), agreed != null));
        facts.add(place.facts().apply(inForce));
        terms.add(
                agreed == null
                        ? policy -> null
                        : policy -> new Terms(
                                agreed.name(),
                                agreed.families(),
                                agreed.coverage(),
                                agreed.rule(),
                                place.facts().apply(policy)));
        if (!place.sold().isEmpty()) {
            (agreed == null ? others : conventioned).add(index);
        }
    }

    /** The places of a fund that knows none yet. */
    public static List<Place> imagined() {
        return Stalls.imagined();
    }

    /** The seed that everything was drawn from. */
    public long seed() {
        return seed;
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
        return List.copyOf(places);
    }

    @Override
    public long size() {
        return (long) homes.size() * (PURCHASES + span.months());
    }

    @Override
    public void tell(Predicate<Event> listener) {
        var number = 0L;
        var back = new ArrayList<Event.GivenBack>();
        for (var day = span.first(); !day.isAfter(span.last()); day = day.plusDays(1)) {
            var today = new ArrayList<Event>(back);
            back.clear();
            if (day.getDayOfMonth() == 1) {
                allocate(day, today);
            }
            var random = new SplittableRandom(seed * 1_000_003 + day.toEpochDay());
            for (var home = 0; home < homes.size(); home++) {
                if (homes.get(home).takesPart() && random.nextDouble() < chance(home, day)) {
                    var bought = buy(random, number++, home, day);
                    if (bought != null) {
                        today.add(bought);
                        if (bought.undone()) {
                            back.add(refund(bought));
                        }
                    }
                }
            }
            for (var event : today) {
                if (!listener.test(event)) {
                    return;
                }
            }
        }
    }

    private void allocate(LocalDate day, List<Event> events) {
        for (var home = 0; home < homes.size(); home++) {
            if (homes.get(home).takesPart()) {
                events.add(new Event.Allocated(home, day, null));
            }
        }
    }

    private double chance(int home, LocalDate day) {
        var week = 0.0;
        for (var each : DayOfWeek.values()) {
            week += weight(each);
        }
        var month = day.getDayOfMonth() <= 10 ? 1.25 : day.getDayOfMonth() < LAST_DAYS ? 1.0 : 0.78;
        var season = day.getMonthValue() == 8 ? 0.85 : day.getMonthValue() == 12 ? 1.1 : 1.0;
        var people = 0.82 + 0.09 * Math.min(5, homes.get(home).people());
        return PURCHASES / 365.0 * 7 * weight(day.getDayOfWeek()) / week * month * season * people;
    }

    private double weight(DayOfWeek day) {
        return WEEK[day.ordinal()] * (marketDays.contains(day) ? 2 : 1);
    }

    private Event.@Nullable Bought buy(SplittableRandom random, long number, int home, LocalDate day) {
        var elsewhere =
                !others.isEmpty() && (conventioned.isEmpty() || random.nextInt(100) < PERCENT_WITHOUT_CONVENTION);
        var open = (elsewhere ? others : conventioned)
                .stream().filter(index -> isOpen(places.get(index), day)).toList();
        if (open.isEmpty()) {
            return null;
        }
        var index = open.get(random.nextInt(open.size()));
        var place = places.get(index);
        var people = homes.get(home).people();
        var lines = new Baskets(random)
                .lines(place, facts.get(index), people, day.getMonthValue(), day.getDayOfMonth() >= LAST_DAYS);
        var amount = lines.stream().mapToLong(Basket.Line::amount).sum();
        var totalOnly = place.kind().equals("market_stall") && random.nextInt(100) < PERCENT_TOTALS_AT_STALLS;
        var basket = new Basket(
                day,
                Money.EURO,
                amount,
                random.nextInt(100) >= PERCENT_ALL_OR_NOTHING,
                totalOnly ? List.of() : lines,
                FactSheet.household(homes.get(home).adults(), homes.get(home).children()),
                elsewhere ? List.of(Given.about(Reason.MERCHANT_NOT_CONVENTIONED, place.name())) : List.of());
        var undone = random.nextInt(1000) < THOUSANDTHS_REFUNDED;
        return new Event.Bought(Long.toString(number), home, index, day, basket, terms.get(index), undone);
    }

    private boolean isOpen(Place place, LocalDate day) {
        return switch (place.kind()) {
            case "market_stall" -> marketDays.contains(day.getDayOfWeek());
            case "amap" -> day.getDayOfWeek() == DayOfWeek.THURSDAY;
            case "farmer", "processor" ->
                day.getDayOfWeek() == DayOfWeek.WEDNESDAY
                        || day.getDayOfWeek() == DayOfWeek.FRIDAY
                        || day.getDayOfWeek() == DayOfWeek.SATURDAY;
            default -> day.getDayOfWeek() != DayOfWeek.SUNDAY;
        };
    }

    /** The first line comes back the next day, whatever was paid of it. */
    private static Event.GivenBack refund(Event.Bought bought) {
        var count = Math.max(1, bought.basket().lines().size());
        var back = new ArrayList<Long>();
        var of = new ArrayList<Long>();
        for (var i = 0; i < count; i++) {
            back.add(i == 0 ? 1L : 0L);
            of.add(1L);
        }
        return new Event.GivenBack(bought.id(), bought.home(), bought.day().plusDays(1), back, of);
    }
}
