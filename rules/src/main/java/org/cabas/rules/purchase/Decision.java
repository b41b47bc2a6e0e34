package org.cabas.rules.purchase;

import java.time.LocalDate;
import java.util.List;
import org.cabas.rules.policy.Period;
import org.cabas.rules.policy.Rule;
import org.jspecify.annotations.Nullable;

/** What is decided of a purchase: a value, whatever it says. */
public sealed interface Decision {

    /** Why it is not approved in full, in precedence order. */
    List<Given> reasons();

    /** One a line of the purchase, in its order; a single one for a purchase without lines. */
    List<Line> lines();

    /** Cents that are approved. */
    default long approved() {
        return lines().stream().mapToLong(Line::approved).sum();
    }

    /** All of it. */
    record Approved(List<Line> lines) implements Decision {
        @Override
        public List<Given> reasons() {
            return List.of();
        }
    }

    /** Less than was asked, which the till accepts. */
    record PartiallyApproved(List<Given> reasons, List<Line> lines) implements Decision {}

    /** None of it. */
    record Declined(List<Given> reasons, List<Line> lines) implements Decision {}

    /**
     * A line as decided.
     *
     * @param coverage hundredths of a percent that the tables cover
     * @param rule the row that says so; null where none was asked
     * @param ceilings the counters that the approved amount counts in
     */
    record Line(
            @Nullable String id,
            long approved,
            long coverage,
            @Nullable Rule rule,
            List<Counted> ceilings) {
        public Line {
            ceilings = List.copyOf(ceilings);
        }

        Line declined() {
            return new Line(id, 0, coverage, rule, List.of());
        }
    }

    /** A counter of a ceiling: its row, period and the first day of the window. */
    record Counted(String ceiling, Period period, LocalDate windowStart) {}

    /**
     * A reason with what its sentence needs.
     *
     * @param line the line it is about; null for the whole purchase
     * @param rule the row that decided it; null where no table did
     * @param about what the sentence names: a product, a merchant, or a family by its code
     * @param family whether it is a family
     * @param note the committee's words on the row
     * @param limit cents of a ceiling or of the balance; 0 where there is none
     * @param left cents of it that were left
     */
    record Given(
            Reason reason,
            @Nullable String line,
            @Nullable Rule rule,
            String about,
            boolean family,
            String note,
            long limit,
            long left) {

        public static Given of(Reason reason) {
            return of(reason, 0, 0);
        }

        public static Given of(Reason reason, long limit, long left) {
            return new Given(reason, null, null, "", false, "", limit, left);
        }

        public static Given about(Reason reason, String about) {
            return new Given(reason, null, null, about, false, "", 0, 0);
        }
    }
}
