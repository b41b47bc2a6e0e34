package org.cabas.service.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.cabas.rules.money.FrenchNumbers;
import org.cabas.rules.money.Money;
import org.cabas.rules.simulate.Comparison;
import org.cabas.rules.simulate.Comparison.Figures;
import org.cabas.rules.simulate.Comparison.Group;
import org.cabas.rules.simulate.Comparison.Moved;
import org.cabas.rules.simulate.Standing.Fate;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.cabas.rules.table.Wording;
import org.jspecify.annotations.Nullable;

/** A result in words and in the figures of its tables and charts. What may not be told is said to be so, with the reason. */
public final class Told {
    /** Why something is missing. */
    private static final String TOO_FEW =
            "Moins de 11 personnes seraient concernées\u00a0: les montants ne sont pas montrés, pour que personne ne soit reconnu.";

    private static final List<Fate> FATES = List.of(Fate.DROPPED, Fate.TO_REVIEW, Fate.ADMITTED);
    private static final Map<Comparison.Cause, String> CAUSES = Map.of(
            Comparison.Cause.CONVENTIONING, "Lieux conventionnés",
            Comparison.Cause.ELIGIBILITY, "Produits pris en charge",
            Comparison.Cause.CEILINGS, "Plafonds",
            Comparison.Cause.BALANCE, "Argent restant sur les cartes",
            Comparison.Cause.PARTIAL, "Caisses qui n’acceptent pas de payer une partie",
            Comparison.Cause.GIVEN_BACK, "Remboursements");
    static final Map<String, String> QUESTIONS = Map.of(
            "contribution", "Contributions",
            "allocation", "Allocations",
            "basket_price", "Prix des paniers",
            "eligibility", "Produits pris en charge",
            "ceilings", "Plafonds",
            "conventioning", "Conventionnement",
            "conventioning_points", "Points du conventionnement");

    private final Simulation simulation;
    private final Comparison result;
    private Map<String, String> names = Map.of();

    Told(Simulation simulation, Comparison result) {
        this.simulation = simulation;
        this.result = result;
    }

    /** A figure with its name. */
    public record Figure(String label, String value, String detail) {}

    /** A line of a table and a bar of its chart; cents, negative for less. */
    public record Bar(String label, long purchases, long changed, Money before, Money after) {
        /** The difference. */
        public Money change() {
            return after.minus(before);
        }
    }

    /** What the simulation shows, in one sentence. */
    public String headline() {
        var bought = result.bought();
        var purchases = number(result.size().purchases());
        if (bought == null) {
            return "Sur " + purchases
                    + " achats, le changement toucherait moins de 11 personnes\u00a0: il n’est pas montré en"
                    + " détail.";
        }
        if (bought.changed() == 0) {
            return "Aucun des " + purchases + " achats ne changerait." + means();
        }
        var cents = bought.approved().change();
        var one = bought.changed() == 1;
        return number(bought.changed()) + " achat" + (one ? "" : "s") + " sur " + purchases + " changerai"
                + (one ? "t" : "ent") + "\u00a0: " + inFavour(cents) + means();
    }

    private static String inFavour(Money change) {
        return change.cents() == 0
                ? "autant d’argent pour les membres, réparti autrement."
                : euros(absolute(change)) + (change.isPositive() ? " de plus" : " de moins") + " pour les membres.";
    }

    /** What comes in and goes out a month, where that changes. */
    private String means() {
        var words = new StringBuilder();
        for (var amounts : result.amounts()) {
            var monthly = amounts.monthly();
            if (monthly != null && monthly.change().cents() != 0) {
                words.append(' ')
                        .append(
                                switch (amounts.question()) {
                                    case "contribution" -> "Les contributions rapporteraient ";
                                    case "allocation" -> "Les allocations coûteraient ";
                                    default -> "Les paniers coûteraient ";
                                })
                        .append(euros(absolute(monthly.change())))
                        .append(monthly.change().isPositive() ? " de plus" : " de moins")
                        .append(" par mois.");
            }
        }
        return words.toString();
    }

    /** The figures that a meeting looks at first. */
    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        var bought = result.bought();
        if (bought != null) {
            figures.add(new Figure(
                    "Achats qui changeraient",
                    number(bought.changed()),
                    share(bought.changed(), bought.purchases()) + " de " + number(bought.purchases())));
            figures.add(new Figure(
                    "Payé par les cartes",
                    signed(bought.approved().change()),
                    euros(bought.approved().after()) + " au lieu de "
                            + euros(bought.approved().before())));
        }
        for (var amounts : result.amounts()) {
            var monthly = amounts.monthly();
            figures.add(new Figure(
                    QUESTIONS.getOrDefault(amounts.question(), amounts.question()) + " par mois",
                    monthly == null ? "non montré" : signed(monthly.change()),
                    monthly == null
                            ? "moins de 11 personnes concernées"
                            : euros(monthly.after()) + " au lieu de " + euros(monthly.before())));
        }
        var remaining = remaining();
        if (remaining != null) {
            figures.add(new Figure(
                    "Reste à financer par mois",
                    signed(remaining.change()),
                    euros(remaining.after()) + " au lieu de " + euros(remaining.before())));
        }
        return figures;
    }

    /** Allocations less contributions: what the fund has to find elsewhere. */
    private @Nullable Moved remaining() {
        var contributions = monthly("contribution");
        var allocations = monthly("allocation");
        return contributions == null || allocations == null
                ? null
                : new Moved(
                        allocations.before().minus(contributions.before()),
                        allocations.after().minus(contributions.after()));
    }

    private @Nullable Moved monthly(String question) {
        for (var amounts : result.amounts()) {
            if (amounts.question().equals(question)) {
                return amounts.monthly();
            }
        }
        return null;
    }

    /** The comparison itself. */
    public Comparison result() {
        return result;
    }

    /** Whether purchases may be told of, and some change. */
    public boolean changesPurchases() {
        var bought = result.bought();
        return bought != null && bought.changed() > 0;
    }

    /** Whether the change of purchases concerns too few people to be told of. */
    public boolean hidesPurchases() {
        return result.bought() == null;
    }

    /** What is paid more or less, by what changes it. */
    public List<Bar> causes() {
        return result.stages().stream()
                .map(stage -> new Bar(
                        join(stage.of().stream()
                                .map(cause -> CAUSES.getOrDefault(cause, cause.name()))
                                .toList()),
                        stage.purchases(),
                        stage.purchases(),
                        Money.zero(Money.EURO),
                        stage.change()))
                .toList();
    }

    /** What is paid, by family. */
    public List<Bar> families() {
        return bars(result.families(), Told::family);
    }

    /** What is paid, by place. */
    public List<Bar> places() {
        return bars(result.places(), this::place);
    }

    /** What is paid, by month. */
    public List<Bar> months() {
        return bars(result.months(), Told::month);
    }

    private static List<Bar> bars(List<Comparison.Part> parts, UnaryOperator<String> named) {
        return parts.stream()
                .map(part -> bar(join(part.of().stream().map(named).toList()), part.figures()))
                .toList();
    }

    private static Bar bar(String label, Figures figures) {
        return new Bar(
                label,
                figures.purchases(),
                figures.changed(),
                figures.approved().before(),
                figures.approved().after());
    }

    private static String family(String code) {
        return switch (code) {
            case "total" -> "achats au total, sans détail";
            case "unknown" -> "produits inconnus";
            default ->
                Vocabulary.PRODUCT_FAMILIES
                        .option(code)
                        .map(Domain.Option::label)
                        .orElse(code);
        };
    }

    private String place(String id) {
        return names.getOrDefault(id, "lieu inconnu");
    }

    /** Gives the places their names, which a result does not hold. */
    Told naming(Map<String, String> places) {
        names = new TreeMap<>(places);
        return this;
    }

    private static String month(String written) {
        var month = YearMonth.parse(written);
        return Wording.MONTHS.get(month.getMonthValue() - 1) + " " + month.getYear();
    }

    /** The kind of a place in words. */
    public String kind(String code) {
        return Vocabulary.MERCHANT_KINDS.option(code).map(Domain.Option::label).orElse(code);
    }

    /** Places with what becomes of them. */
    public record Fates(String title, List<Comparison.PlaceFate> places) {}

    /** The places whose convention would change, by what becomes of them. */
    public List<Fates> fates() {
        return FATES.stream()
                .map(fate -> new Fates(
                        title(fate),
                        result.fates().stream()
                                .filter(place -> place.fate() == fate)
                                .toList()))
                .filter(fates -> !fates.places().isEmpty())
                .toList();
    }

    private static String title(Fate fate) {
        return switch (fate) {
            case DROPPED -> "Ne seraient plus conventionnés";
            case TO_REVIEW -> "Le comité devrait les examiner";
            case ADMITTED -> "Pourraient être conventionnés";
            case UNCHANGED -> "Inchangés";
        };
    }

    /** Why something is not shown. */
    public String tooFew() {
        return TOO_FEW;
    }

    /** The rows that change something, with links into the drafts. */
    public List<ToldRows> rows() {
        return result.rows().stream()
                .map(effect -> ToldRows.of(simulation, effect))
                .toList();
    }

    /** Households by size. */
    public List<Group> sizes() {
        return result.sizes();
    }

    /** Households by bracket. */
    public List<Group> brackets() {
        return result.brackets();
    }

    /** The words of a group of households. */
    public String label(Group group) {
        return capital(join(group.labels()));
    }

    /** What the result rests on, in full sentences. */
    public List<String> assumptions() {
        var sentences = new ArrayList<String>();
        sentences.add(
                "Les membres achètent les mêmes paniers, aux mêmes endroits, les mêmes jours, quelles que soient les règles.");
        if (simulation.isMadeUp()) {
            sentences.add("L’année est inventée à partir de la graine " + simulation.seed()
                    + "\u00a0: jours de marché, saisons, fins de mois. La même graine redonne la même année.");
        } else {
            sentences.add(
                    "Les achats, les remboursements et les allocations sont ceux de la caisse. «\u00a0Aujourd’hui\u00a0», ce sont"
                            + " les tables en vigueur au lancement, appliquées à tous les achats de la période.");
        }
        sentences.add(
                "Les revenus ne sont enregistrés nulle part\u00a0: ils sont tirés de la répartition des revenus en France (Insee,"
                        + " 2022). Tous les adultes d’un foyer sont réputés cotiser.");
        sentences.add(
                "Un achat dont le lieu ne dit que le total est payé selon la convention du lieu, que les tables de produits ne"
                        + " changent pas.");
        sentences.add("Un lieu à examiner garde sa convention en attendant le comité.");
        if (!result.notReplayed().isEmpty()) {
            sentences.add("Aucun achat ne dépend de\u00a0: " + join(result.notReplayed())
                    + ". L’effet de cette table n’est pas dans ces chiffres.");
        }
        sentences.add("Un chiffre qui concerne moins de 11 personnes est regroupé avec d’autres, ou n’est pas montré.");
        return sentences;
    }

    /** {@code + 12,50 €}, {@code − 3 €}, {@code 0 €}. */
    public String signed(Money change) {
        return (change.isPositive() ? "+\u00a0" : change.cents() < 0 ? "−\u00a0" : "") + euros(absolute(change));
    }

    private static Money absolute(Money amount) {
        return amount.cents() < 0 ? Money.zero(amount.currency()).minus(amount) : amount;
    }

    private static String euros(Money amount) {
        return amount.inFrench();
    }

    static String number(long count) {
        return FrenchNumbers.whole(count);
    }

    /** {@code 0,35 %}. */
    private static String share(long part, long whole) {
        if (whole == 0) {
            return "0\u00a0%";
        }
        var percent = BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(whole), part * 10 < whole ? 2 : 0, RoundingMode.HALF_UP);
        return FrenchNumbers.decimal(percent) + "\u00a0%";
    }

    private static String join(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " et " + words.getLast();
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.FRENCH) + words.substring(1);
    }
}
