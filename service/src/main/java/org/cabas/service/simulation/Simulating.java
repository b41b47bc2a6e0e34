package org.cabas.service.simulation;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.simulate.Past;
import org.cabas.rules.simulate.Span;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.verify.Finding.Severity;
import org.cabas.rules.verify.TableVerifier;
import org.cabas.rules.year.DemonstrationYear;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.authorization.PurchaseHistory;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Drafts;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Policies;
import org.cabas.service.page.FieldError;
import org.cabas.service.simulation.Simulation.Drafted;
import org.cabas.service.simulation.Simulation.Source;
import org.cabas.service.simulation.Simulation.State;
import org.jspecify.annotations.Nullable;

/** Starts simulations and ends them, and lays out what one needs: both policies, and the past or the year they are tried on. */
@Singleton
public class Simulating {
    /** A year of the past is the most that one looks at: older purchases were made under other prices. */
    private static final int MONTHS = 12;

    /** Households that a year is drawn for at most; three million lines. */
    static final int MOST_HOUSEHOLDS = 5_000;

    private final Transactions transactions;
    private final Simulations simulations;
    private final Drafts drafts;
    private final Policies policies;
    private final PurchaseHistory history;
    private final Audit audit;
    private final Clock clock;

    public Simulating(
            Transactions transactions,
            Simulations simulations,
            Drafts drafts,
            Policies policies,
            PurchaseHistory history,
            Audit audit,
            Clock clock) {
        this.transactions = transactions;
        this.simulations = simulations;
        this.drafts = drafts;
        this.policies = policies;
        this.history = history;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param drafts ids, one or several of different tables
     * @param households to be drawn for a year; 0 for the fund's own
     */
    public record Asked(List<String> drafts, Source source, int households, Set<DayOfWeek> marketDays, long seed) {
        public Asked {
            drafts = List.copyOf(drafts);
            marketDays = Set.copyOf(marketDays);
        }
    }

    /** What became of a request. */
    public sealed interface Started {
        /** It waits for its turn. */
        record Queued(String id) implements Started {}

        /** Nothing was started; what to put right, each with its field. */
        record Refused(List<FieldError> errors) implements Started {}
    }

    /** The drafts of a fund's rulebook that can be simulated, the last changed first. */
    public List<Draft> drafts(Fund fund) {
        return transactions.run(connection -> drafts.current(connection, fund.rulebook()));
    }

    /** The days of the past that a simulation of a fund looks at; absent where nobody has bought anything yet. */
    public Optional<Span> past(Fund fund) {
        return history.days(fund).map(days -> {
            var year = days.last().minusMonths(MONTHS - 1).withDayOfMonth(1);
            return new Span(days.first().isBefore(year) ? year : days.first(), days.last());
        });
    }

    /** How many households a fund has. */
    public int households(Fund fund) {
        return history.homes(fund).size();
    }

    /** The names of the places that a year imagines where a fund knows none, by their ids. */
    static Map<String, String> imagined() {
        var names = new TreeMap<String, String>();
        DemonstrationYear.imagined().forEach(place -> names.put(place.id(), place.name()));
        return names;
    }

    /** Queues a simulation; the drafts are kept as they are at this moment. */
    public Started start(Visitor visitor, Fund fund, Asked asked) {
        var errors = new ArrayList<FieldError>();
        var chosen = chosen(fund, asked, errors);
        var span = span(fund, asked, errors);
        var inForce = policies.inForce(fund.rulebook(), clock.instant()).orElse(null);
        var tables = together(inForce, chosen.stream().map(Drafted::table).toList());
        if (errors.isEmpty()) {
            Policy.objections(tables).forEach(sentence -> errors.add(new FieldError("drafts", sentence)));
        }
        if (!errors.isEmpty()) {
            return new Started.Refused(errors);
        }
        var simulation = new Simulation(
                "sim_" + UlidCreator.getMonotonicUlid().toLowerCase(),
                fund.id(),
                fund.rulebook(),
                inForce == null ? null : inForce.version(),
                asked.source(),
                asked.seed(),
                span,
                asked.source() == Source.YEAR ? asked.households() : 0,
                asked.marketDays(),
                visitor.id(),
                visitor.name(),
                clock.instant(),
                State.QUEUED,
                0,
                0,
                chosen,
                null);
        transactions.run(connection -> {
            simulations.add(connection, simulation);
            audit.record(
                    connection,
                    Deed.of(Action.SIMULATED, subject(chosen))
                            .by(visitor)
                            .in(fund.id())
                            .of(fund.rulebook())
                            .with(simulation.isMadeUp() ? "sur une année de démonstration" : "sur le passé réel"));
            return simulation.id();
        });
        return new Started.Queued(simulation.id());
    }

    private static String subject(List<Drafted> chosen) {
        return String.join(
                ", ", chosen.stream().map(drafted -> drafted.table().title()).toList());
    }

    private List<Drafted> chosen(Fund fund, Asked asked, List<FieldError> errors) {
        var chosen = new LinkedHashMap<String, Drafted>();
        var known = drafts(fund);
        for (var id : asked.drafts()) {
            known.stream().filter(draft -> draft.id().equals(id)).findFirst().ifPresent(draft -> {
                if (chosen.containsKey(draft.question())) {
                    errors.add(new FieldError(
                            "drafts",
                            "Choisissez un seul brouillon par table\u00a0: deux répondent à la même question."));
                }
                switch (draft.reading()) {
                    case WrittenTable.Read.Whole(var table) -> {
                        requireSound(draft, table, errors);
                        chosen.put(draft.question(), new Drafted(draft.id(), draft.revision(), draft.name(), table));
                    }
                    case WrittenTable.Read.NotYet(var problems) ->
                        errors.add(new FieldError(
                                "drafts",
                                "«\u00a0" + draft.name() + "\u00a0» a encore "
                                        + (problems.size() == 1 ? "une cellule" : problems.size() + " cellules")
                                        + " à corriger avant de pouvoir être simulé."));
                }
            });
        }
        if (chosen.isEmpty() && errors.isEmpty()) {
            errors.add(new FieldError("drafts", "Choisissez au moins un brouillon à simuler."));
        }
        return List.copyOf(chosen.values());
    }

    /** A table with a gap would be simulated as if nobody in the gap bought anything: that is no comparison. */
    private static void requireSound(Draft draft, DecisionTable table, List<FieldError> errors) {
        TableVerifier.verify(table).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .limit(3)
                .forEach(finding -> errors.add(
                        new FieldError("drafts", "«\u00a0" + draft.name() + "\u00a0»\u00a0: " + finding.sentence())));
    }

    private Span span(Fund fund, Asked asked, List<FieldError> errors) {
        var today = LocalDate.ofInstant(clock.instant(), fund.zone());
        var first = today.withDayOfMonth(1).minusMonths(MONTHS);
        var year = new Span(first, first.plusYears(1).minusDays(1));
        if (asked.source() == Source.YEAR) {
            if (asked.households() < 0
                    || asked.households() > MOST_HOUSEHOLDS
                    || (asked.households() == 0 && households(fund) == 0)) {
                errors.add(
                        new FieldError("households", "Indiquez de 1 à " + MOST_HOUSEHOLDS + " foyers, en chiffres."));
            }
            return year;
        }
        return past(fund).orElseGet(() -> {
            errors.add(new FieldError(
                    "source",
                    "Personne n’a encore acheté dans cette caisse\u00a0: choisissez l’année de démonstration."));
            return year;
        });
    }

    /** Ends a simulation that is under way. */
    public boolean cancel(Simulation simulation) {
        return transactions.run(
                connection -> simulations.end(connection, simulation.id(), State.CANCELLED, clock.instant()));
    }

    /** The tables that would decide: those in force, with drafts in place of theirs. */
    private static Collection<DecisionTable> together(@Nullable Policy inForce, List<DecisionTable> drafted) {
        var tables = new LinkedHashMap<String, DecisionTable>();
        if (inForce != null) {
            inForce.tables().forEach(table -> tables.put(table.id(), table));
        }
        drafted.forEach(table -> tables.put(table.id(), table));
        return tables.values();
    }

    /** Both policies and what they are tried on. */
    record Material(Policy inForce, Policy draft, Past past) {}

    Material material(Simulation simulation, Fund fund) {
        var version = simulation.policyVersion();
        var inForce = version == null ? Policy.compile(0, List.of()) : policies.version(simulation.rulebook(), version);
        var draft = Policy.compile(
                inForce.version() + 1,
                together(
                        inForce,
                        simulation.drafts().stream().map(Drafted::table).toList()));
        var base = version == null ? draft : inForce;
        var past = switch (simulation.source()) {
            case PAST ->
                history.of(fund, simulation.span(), homes -> DemonstrationYear.assumed(simulation.seed(), homes, base));
            case YEAR -> year(simulation, fund, base);
        };
        return new Material(inForce, draft, past);
    }

    private Past year(Simulation simulation, Fund fund, Policy base) {
        return new DemonstrationYear(
                new DemonstrationYear.Setting(
                        simulation.seed(),
                        simulation.span().first(),
                        simulation.marketDays(),
                        simulation.households(),
                        simulation.households() > 0 ? List.of() : history.homes(fund),
                        history.places(fund)),
                base);
    }
}
