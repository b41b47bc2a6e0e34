package org.cabas.rules.simulate;

import java.util.List;
import org.cabas.rules.money.Money;
import org.cabas.rules.simulate.Standing.Fate;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would have changed. Only what may be told is in it: behind every figure stand none or at least {@link
 * Crowd#LEAST} people, merged where a group is smaller, and null where nothing can be merged. Amounts are euros, whole cents.
 *
 * @param span the days whose purchases are compared
 * @param questions the questions that the draft answers otherwise, by table id
 * @param notReplayed those of them that no purchase, amount or convention shows
 * @param size how much was looked at
 * @param bought all purchases together; null where fewer people than may be told are behind the change
 * @param stages where the change of what is paid comes from; their changes add up to that of {@code bought}
 * @param families what is paid, by product family
 * @param places what is paid, by place
 * @param months what is paid, by month
 * @param fates the places whose convention would change
 * @param amounts contributions, allocations and prices a month
 * @param rows the rows that make the difference
 * @param ceilings how often each ceiling cuts, and how much
 * @param balances whether the money on the cards is enough
 * @param sizes better and worse off by size of household
 * @param brackets better and worse off by row of the contribution table in force
 */
public record Comparison(
        Span span,
        List<String> questions,
        List<String> notReplayed,
        Size size,
        @Nullable Figures bought,
        List<Stage> stages,
        List<Part> families,
        List<Part> places,
        List<Part> months,
        List<PlaceFate> fates,
        List<Amounts> amounts,
        List<RowEffect> rows,
        List<CeilingEffect> ceilings,
        @Nullable Balances balances,
        List<Group> sizes,
        List<Group> brackets) {

    public Comparison {
        questions = List.copyOf(questions);
        notReplayed = List.copyOf(notReplayed);
        stages = List.copyOf(stages);
        families = List.copyOf(families);
        places = List.copyOf(places);
        months = List.copyOf(months);
        fates = List.copyOf(fates);
        amounts = List.copyOf(amounts);
        rows = List.copyOf(rows);
        ceilings = List.copyOf(ceilings);
        sizes = List.copyOf(sizes);
        brackets = List.copyOf(brackets);
    }

    /** How much was looked at. */
    public record Size(long purchases, long lines, int households, int people, int places, int months) {}

    /** An amount under both policies. */
    public record Moved(Money before, Money after) {
        /** More money, or less where it is negative. */
        public Money change() {
            return after.minus(before);
        }
    }

    /**
     * Purchases and what is paid of them.
     *
     * @param purchases how many there are; of families, how many have a line of it
     * @param changed how many of them are decided otherwise, to the cent
     * @param more of these, how many are paid more
     * @param less of these, how many are paid less
     * @param approved what is paid
     */
    public record Figures(long purchases, long changed, long more, long less, Moved approved) {}

    /** Figures of some things together: one by itself, or several that each concern too few people. */
    public record Part(List<String> of, Figures figures) {
        public Part {
            of = List.copyOf(of);
        }
    }

    /** On what way the amount of a purchase changes; in the order in which a decision looks at them. */
    public enum Cause {
        /** The place is accepted, or is not any more. */
        CONVENTIONING,
        /** Other products are paid, or another share of them. */
        ELIGIBILITY,
        /** Ceilings cut more, or less: set otherwise, or used up by other purchases. */
        CEILINGS,
        /** There is more on the card, or less: by another allocation, or by what other purchases took. */
        BALANCE,
        /** The till takes all or nothing. */
        PARTIAL,
        /** What is refunded, released or expires, of purchases that were paid otherwise. */
        GIVEN_BACK
    }

    /** What comes of some causes together. */
    public record Stage(List<Cause> of, long purchases, Money change) {
        public Stage {
            of = List.copyOf(of);
        }
    }

    /** What becomes of a place. */
    public record PlaceFate(
            String id,
            String name,
            String kind,
            Fate fate,
            @Nullable String rowBefore,
            @Nullable String rowAfter) {}

    /**
     * An amount that a table gives each household a month.
     *
     * @param question {@code contribution}, {@code allocation} or {@code basket_price}
     * @param changed households whose amount changes; null, as is {@code monthly}, where fewer people than may be told are behind it
     * @param monthly the sum over all households for which both tables give an amount
     * @param leftToPeople households for which either table leaves it to people; null where these are too few to be told
     */
    public record Amounts(
            String question,
            @Nullable Integer changed,
            @Nullable Moved monthly,
            @Nullable Integer leftToPeople) {}

    /** A row of the draft that decides where another one did, or decided otherwise. */
    public record RowChange(
            String question, @Nullable String row, @Nullable String before) {}

    /**
     * What some rows change together: one by itself, or several that each concern too few people.
     *
     * @param decisions purchases; of contributions, allocations and prices, households; of conventions, places
     * @param change euros over the whole span, or a month for amounts of households
     * @param examples French sentences about nobody
     */
    public record RowEffect(List<RowChange> of, long decisions, Money change, List<String> examples) {
        public RowEffect {
            of = List.copyOf(of);
            examples = List.copyOf(examples);
        }
    }

    /** How often a ceiling cut a purchase, and how much it cut, under both policies. */
    public record CeilingEffect(List<String> of, long timesBefore, long timesAfter, Moved cut) {
        public CeilingEffect {
            of = List.copyOf(of);
        }
    }

    /**
     * Whether the money on the cards is enough.
     *
     * @param shortBefore purchases of which the balance could not pay all that tables and ceilings allow
     * @param missing what it could not pay
     * @param left what is on all cards after the last event
     */
    public record Balances(long shortBefore, long shortAfter, Moved missing, Moved left) {}

    /**
     * Households that have something in common. Better off is a household whose card pays more over the span, its contributions
     * taken off.
     *
     * @param labels what they have in common, in French; several where groups were merged
     * @param people in all these households
     * @param better people of households that are better off; null where the three can't be told
     * @param same people of households for which nothing changes
     * @param worse people of households that are worse off
     * @param monthly mean change a household and month
     */
    public record Group(
            List<String> labels,
            int people,
            @Nullable Integer better,
            @Nullable Integer same,
            @Nullable Integer worse,
            @Nullable Money monthly) {
        public Group {
            labels = List.copyOf(labels);
        }
    }
}
