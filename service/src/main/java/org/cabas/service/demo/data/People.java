package org.cabas.service.demo.data;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cabas.rules.funds.DemonstrationFund;
import org.cabas.service.member.Card;
import org.cabas.service.member.Household;
import org.cabas.service.member.Member;

/**
 * The households of a fund, their members and cards. The first household of a fund is two adults and one child, and
 * the last five of a fund that has so many show what a card can suffer, in this order: its member left, its member is
 * suspended, it was never activated, it has expired, it is blocked.
 */
final class People {
    /** Of Joigny's 90 participants, 40 are families. */
    private static final int FAMILIES_IN_JOIGNY = 40;

    private static final int PARTICIPANTS_IN_JOIGNY = 90;
    private static final int MOST_ADULTS = 2;
    private static final int LARGEST_FAMILY = 8;

    /** A fund with fewer households shows nothing but cards that pay. */
    private static final int ENOUGH_FOR_MISFORTUNES = 25;

    /** Where each adult is a member, every third couple has a second card. */
    private static final int COUPLES_A_SECOND_CARD = 3;

    private static final int YEARS_OF_A_CARD = 2;
    private static final List<String> NAMES = Written.lines("first-names.txt");

    private final DemonstrationFund fund;
    private final RandomGenerator random;
    private final LocalDate today;

    People(DemonstrationFund fund, RandomGenerator random, LocalDate today) {
        this.fund = fund;
        this.random = random;
        this.today = today;
    }

    /** What can be wrong with a household's card. */
    private enum Misfortune {
        LEFT,
        SUSPENDED,
        NOT_ACTIVATED,
        EXPIRED,
        BLOCKED,
        NONE
    }

    /** A household, its members and their cards; those who left the fund receive nothing more. */
    record Home(Household household, List<Member> members, List<Card> cards) {
        Home {
            members = List.copyOf(members);
            cards = List.copyOf(cards);
        }

        /** Whether it takes part in the fund. */
        boolean takesPart() {
            return members.stream().anyMatch(member -> member.status() != Member.Status.LEFT);
        }
    }

    /** All households, whose people add up to the fund's. */
    List<Home> homes() {
        var sizes = sizes();
        var homes = new ArrayList<Home>(sizes.length);
        for (var i = 0; i < sizes.length; i++) {
            homes.add(home(i + 1, sizes[i]));
        }
        return homes;
    }

    /** How many people in each: one in most, and in the families whoever is left over. */
    private int[] sizes() {
        var size = fund.size();
        var sizes = new int[size.households()];
        Arrays.fill(sizes, 1);
        var more = size.people() - size.households();
        if (more == 0) {
            return sizes;
        }
        var families = families(Math.min(
                Math.ceilDiv(size.households() * FAMILIES_IN_JOIGNY, PARTICIPANTS_IN_JOIGNY), Math.max(1, more - 1)));
        for (var family : families) {
            sizes[family]++;
        }
        sizes[0]++;
        var left = more - families.size() - 1;
        while (left > 0) {
            var family = families.get(families.size() == 1 ? 0 : random.nextInt(1, families.size()));
            if (sizes[family] < LARGEST_FAMILY) {
                sizes[family]++;
                left--;
            }
        }
        return sizes;
    }

    /** Which households are families: the first one, and others by chance. */
    private List<Integer> families(int count) {
        var others = new ArrayList<Integer>();
        for (var i = 1; i < fund.size().households(); i++) {
            others.add(i);
        }
        Collections.shuffle(others, random);
        var families = new ArrayList<Integer>(List.of(0));
        families.addAll(others.subList(0, count - 1));
        return families;
    }

    private Home home(int number, int people) {
        var id = fund.id() + "-foyer-" + number;
        var adults = people == 1 ? 1 : people == 2 ? 1 + random.nextInt(2) : MOST_ADULTS;
        var misfortune = misfortune(number);
        var members = new ArrayList<Member>();
        for (var i = 1; i <= (eachAdultIsMember() ? adults : 1); i++) {
            members.add(new Member(id + "-" + i, id, NAMES.get(random.nextInt(NAMES.size())), status(misfortune)));
        }
        var cards = new ArrayList<Card>();
        cards.add(card(Handles.card(fund.id(), number), members.getFirst(), misfortune));
        if (members.size() > 1 && number % COUPLES_A_SECOND_CARD == 0) {
            cards.add(card(Handles.card(fund.id(), number) + "_2", members.getLast(), misfortune));
        }
        return new Home(new Household(id, fund.id(), adults, people - adults), members, cards);
    }

    /** The food social-security funds count one participant a household; the others count people. */
    private boolean eachAdultIsMember() {
        return switch (fund.kind()) {
            case SOCIAL_SECURITY, ITINERANT_GROCERY -> false;
            case CARD_AND_HEALTH, NATIONAL, BASKETS, PROJECTS -> true;
        };
    }

    private Misfortune misfortune(int number) {
        var all = Misfortune.values();
        var fromTheEnd = fund.size().households() - number;
        var misfortunes = all.length - 1;
        return fund.size().households() < ENOUGH_FOR_MISFORTUNES || fromTheEnd >= misfortunes
                ? Misfortune.NONE
                : all[misfortunes - 1 - fromTheEnd];
    }

    private static Member.Status status(Misfortune misfortune) {
        return switch (misfortune) {
            case LEFT -> Member.Status.LEFT;
            case SUSPENDED -> Member.Status.SUSPENDED;
            case NOT_ACTIVATED, EXPIRED, BLOCKED, NONE -> Member.Status.ACTIVE;
        };
    }

    private Card card(String id, Member member, Misfortune misfortune) {
        var status = switch (misfortune) {
            case NOT_ACTIVATED -> Card.Status.ISSUED;
            case BLOCKED -> Card.Status.BLOCKED;
            case LEFT, SUSPENDED, EXPIRED, NONE -> Card.Status.ACTIVE;
        };
        var expiresOn = misfortune == Misfortune.EXPIRED
                ? today.minusDays(1)
                : today.plusYears(YEARS_OF_A_CARD).with(TemporalAdjusters.lastDayOfMonth());
        return new Card(id, member.id(), status, expiresOn);
    }
}
