package org.cabas.rules.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.DecisionTable;
import org.jspecify.annotations.Nullable;

/**
 * One version of a rulebook, compiled: a table for each question that a fund decides. Immutable and safe to ask from many
 * threads at once; publishing swaps one policy for another through one reference, and the old one, with what it remembers, is
 * garbage after its last question. Amounts are euros.
 *
 * <p>No question is answered by an exception: where no row decides, the answer says so. Facts that a {@link FactSheet} doesn't
 * hold are unknown, and the table's rows say what happens then.
 */
public final class Policy {
    private final int version;
    private final Map<String, Question> questions;
    private final @Nullable Eligibility eligibility;
    private final @Nullable Ceilings ceilings;
    private final @Nullable Amount contribution;
    private final @Nullable Amount allocation;
    private final @Nullable Amount basketPrice;
    private final @Nullable Criteria admission;
    private final @Nullable Criteria conventioning;
    private final @Nullable Sharing sharing;
    private final @Nullable Protocol protocol;

    private Policy(int version, Map<String, Question> questions) {
        this.version = version;
        this.questions = questions;
        this.eligibility = about(Eligibility.TABLE, Eligibility::new);
        this.ceilings = about(Ceilings.TABLE, Ceilings::new);
        this.allocation = about(Amount.ALLOCATION, table -> amount(table, Amount.ALLOCATION));
        this.contribution = about(Amount.CONTRIBUTION, table -> amount(table, Amount.CONTRIBUTION));
        this.basketPrice = about(Amount.BASKET_PRICE, table -> amount(table, Amount.PRICE));
        this.admission = about(Criteria.ADMISSION, table -> new Criteria(table, null));
        var grid = questions.get(Criteria.GRID);
        this.conventioning = about(Criteria.CONVENTIONING, table -> new Criteria(table, grid));
        this.sharing = about(Sharing.TABLE, Sharing::new);
        this.protocol = about(Protocol.TABLE, Protocol::new);
    }

    /**
     * Compiles one version of a rulebook.
     *
     * @param version which version of the rulebook this is; each table keeps its own version, which traces carry
     * @param tables at most one a question
     * @throws IllegalArgumentException when {@link #objections} has any
     */
    public static Policy compile(int version, Collection<DecisionTable> tables) {
        return compile(version, tables, List.of());
    }

    /**
     * As {@link #compile(int, Collection)}, taking over from other policies the tables that are theirs, too: compiled once, with the
     * decisions that they remember. What one version leaves as it was costs the next one nothing, and a table that it changes has
     * decided what the former was asked lately before anyone asks it.
     *
     * @param others policies that may have some of the tables, in the same version
     */
    public static Policy compile(int version, Collection<DecisionTable> tables, Collection<Policy> others) {
        var objections = Objections.to(tables);
        if (!objections.isEmpty()) {
            throw new IllegalArgumentException(String.join(" ", objections));
        }
        var questions = new LinkedHashMap<String, Question>();
        for (var table : tables) {
            var before = others.stream()
                    .flatMap(other -> Stream.ofNullable(other.questions.get(table.id())))
                    .toList();
            questions.put(table.id(), Question.of(table, before));
        }
        return new Policy(version, questions);
    }

    /**
     * Why these tables can't be one policy, all reasons at once, in French; empty when they can. Each table is taken to be clean
     * in itself, which verification checks.
     */
    public static List<String> objections(Collection<DecisionTable> tables) {
        return Objections.to(tables);
    }

    /** Which version of the rulebook this is. */
    public int version() {
        return version;
    }

    /**
     * How well the decisions of one table are remembered, since the policy was compiled.
     *
     * @param table the question
     * @param hits decisions that were remembered
     * @param misses decisions that had to be made
     * @param remembered decisions that are remembered now, roughly
     */
    public record Memo(String table, long hits, long misses, long remembered) {}

    /** How well decisions are remembered, one a table; for metrics. */
    public List<Memo> memos() {
        return questions.values().stream().map(Question::memo).toList();
    }

    /** The tables, one a question. */
    public List<DecisionTable> tables() {
        return questions.values().stream().map(Question::table).toList();
    }

    /**
     * How much of a product at a merchant the allocation pays.
     *
     * @param merchantAndProduct what is known of both, and of the purchase
     * @return absent where no row decides: the product is not eligible
     */
    public Optional<Coverage> coverage(FactSheet merchantAndProduct) {
        return eligibility == null ? Optional.empty() : eligibility.coverage(merchantAndProduct);
    }

    /** The lines of a basket, asked together; as {@link #coverage}, one a line in their order. */
    public List<Optional<Coverage>> coverages(List<FactSheet> lines) {
        if (eligibility == null) {
            return lines.stream().map(line -> Optional.<Coverage>empty()).toList();
        }
        return eligibility.coverages(lines);
    }

    /** The limits on what is spent on a product at a merchant, in the table's order; none where the fund sets none. */
    public List<Ceiling> ceilings(FactSheet merchantAndProduct) {
        return ceilings == null ? List.of() : ceilings.ceilings(merchantAndProduct);
    }

    /** The lines of a basket, asked together; as {@link #ceilings}, one list a line in their order. */
    public List<List<Ceiling>> ceilingsOfEach(List<FactSheet> lines) {
        if (ceilings == null) {
            return lines.stream().map(line -> List.<Ceiling>of()).toList();
        }
        return ceilings.ceilingsOfEach(lines);
    }

    /** Whether the fund sets any ceiling. */
    public boolean hasCeilings() {
        return ceilings != null;
    }

    /** What a household pays in for a month. */
    public Answer<Money> contribution(FactSheet household) {
        return contribution == null ? noTable() : contribution.amount(household);
    }

    /** What a household receives for a month, all its people together. */
    public Answer<Money> allocation(FactSheet household) {
        return allocation == null ? noTable() : allocation.amount(household);
    }

    /** The price of a household's basket. */
    public Answer<Money> basketPrice(FactSheet household) {
        return basketPrice == null ? noTable() : basketPrice.amount(household);
    }

    /** Whether a household comes in. */
    public Answer<Verdict> admission(FactSheet household) {
        return admission == null ? noTable() : admission.verdict(household);
    }

    /** Whether a merchant, or a project, meets the criteria: the points of the grid, then the decision on them. */
    public Answer<Conventioning> conventioning(FactSheet merchant) {
        return conventioning == null ? noTable() : conventioning.conventioning(merchant);
    }

    /** Who pays which part of a price, to the cent. */
    public Answer<CoFunding> cofunding(Money price, FactSheet household) {
        return sharing == null ? noTable() : sharing.shares(price, household);
    }

    /** What the protocol asks for at this point of a health follow-up. */
    public Answer<FollowUp> followUp(FactSheet followed) {
        return protocol == null ? noTable() : protocol.followUp(followed);
    }

    /**
     * A question of the fund's own, such as the rotation of members, or any of the above before it is put in words.
     *
     * @param table the id of the table
     * @return absent where the fund has no such table, or where a fact that it must know is missing
     */
    public Optional<Decision> decide(String table, FactSheet facts) {
        return Optional.ofNullable(questions.get(table)).flatMap(question -> question.decide(facts));
    }

    private <Q> @Nullable Q about(String table, Function<Question, Q> reading) {
        var question = questions.get(table);
        return question == null ? null : reading.apply(question);
    }

    private Amount amount(Question table, String name) {
        return new Amount(table, name, this::allocation);
    }

    private static <T> Answer<T> noTable() {
        return new Answer.NotAnswered<>(Answer.Gap.NO_TABLE, List.of());
    }
}
