package org.cabas.rules.funds;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import org.cabas.rules.money.Money;

/**
 * A fund to try Cabas with.
 *
 * @param id what the fund is called in code: {@code joigny}
 * @param name what people call it, in French
 * @param rulebook the name of its tables, which several funds can share; see {@link DemonstrationFunds#tables}
 * @param opensOn the first day on which its cards can pay; absent where nobody knows yet
 * @param territory where its members live
 * @param centre the town that distances to merchants are measured from
 * @param zone whose clocks tell its days
 * @param size how many of each to make up for a demonstration
 * @param note what is real in its figures and what is an assumption ("hypothèse"), in French
 */
public record DemonstrationFund(
        String id,
        String name,
        String rulebook,
        Kind kind,
        Status status,
        Optional<LocalDate> opensOn,
        String territory,
        String centre,
        Currency currency,
        ZoneId zone,
        Size size,
        String note) {

    /** What sort of programme it is; the file holds the names in small letters. */
    public enum Kind {
        /** A local food social-security fund: contributions by means, an allocation for all. */
        SOCIAL_SECURITY,
        /** The same, run by a solidarity grocery that moves from village to village. */
        ITINERANT_GROCERY,
        /** A paid-for card coupled with a health follow-up. */
        CARD_AND_HEALTH,
        /** A proposal for the whole country. */
        NATIONAL,
        /** Baskets that several funders pay with the household. */
        BASKETS,
        /** Support to projects; nobody has a card. */
        PROJECTS
    }

    /** Whether it runs; the file holds the names in small letters. */
    public enum Status {
        /** Its cards can pay from {@link #opensOn}. */
        OPEN,
        /** Its tables can be drafted and evaluated, its cards can't pay. */
        DESIGNING
    }

    /**
     * How many of each to make up.
     *
     * @param people in all households, adults and children
     * @param waiting households on the waiting list
     * @param producers merchants who sell what they produce
     * @param shops other merchants
     * @param treasury what the fund holds on the first day
     */
    public record Size(int households, int people, int waiting, int producers, int shops, Money treasury) {
        public Size {
            if (households < 0 || people < households || waiting < 0 || producers < 0 || shops < 0) {
                throw new IllegalArgumentException("a fund of less than nobody, or households without people");
            }
        }
    }

    public DemonstrationFund {
        if (status == Status.OPEN && opensOn.isEmpty()) {
            throw new IllegalArgumentException(id + " is open since nobody knows when");
        }
    }

    static <E extends Enum<E>> E named(Class<E> names, String written) {
        return Enum.valueOf(names, written.toUpperCase(Locale.ROOT));
    }
}
