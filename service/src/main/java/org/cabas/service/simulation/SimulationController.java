package org.cabas.service.simulation;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.cabas.rules.simulate.Place;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.authorization.PurchaseHistory;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.Policies;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.cabas.service.simulation.Simulating.Asked;
import org.cabas.service.simulation.Simulating.Started;
import org.cabas.service.simulation.Simulation.Drafted;
import org.cabas.service.simulation.Simulation.Source;
import org.cabas.service.simulation.Simulation.State;

/** The pages of simulations: what was tried, what to try, and what came of it. */
@Controller("/caisses/{fund}/simulations")
@ExecuteOn(TaskExecutors.BLOCKING)
class SimulationController {
    private static final Set<DayOfWeek> MARKETS = EnumSet.of(DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY);

    /** Households of a fund that has none yet. */
    private static final int SOME_HOUSEHOLDS = 100;

    /** Seeds that people can read out. */
    private static final int SEEDS = 1_000_000;

    private final Simulating simulating;
    private final Simulations simulations;
    private final PurchaseHistory history;
    private final Policies policies;
    private final Funds funds;
    private final Transactions transactions;
    private final Clock clock;
    private final Pages pages;
    private final SecureRandom random = new SecureRandom();

    SimulationController(
            Simulating simulating,
            Simulations simulations,
            PurchaseHistory history,
            Policies policies,
            Funds funds,
            Transactions transactions,
            Clock clock,
            Pages pages) {
        this.simulating = simulating;
        this.simulations = simulations;
        this.history = history;
        this.policies = policies;
        this.funds = funds;
        this.transactions = transactions;
        this.clock = clock;
        this.pages = pages;
    }

    /** What a form says, shown again where it has to be put right. */
    public record Choice(
            List<String> drafts, Source source, String households, Set<DayOfWeek> marketDays, String seed) {
        /** The days of the week, Monday first. */
        public List<Day> days() {
            return Arrays.stream(DayOfWeek.values())
                    .map(day -> new Day(
                            day.name(), day.getDisplayName(TextStyle.FULL, Locale.FRENCH), marketDays.contains(day)))
                    .toList();
        }
    }

    /** A day that a market can be on. */
    public record Day(String code, String label, boolean chosen) {}

    @Get
    HttpResponse<?> list(Visitor visitor, String fund) {
        var seat = visitor.require(fund, Right.SIMULATE);
        var found = fund(fund);
        return pages.show(page(visitor, seat, "simulation/list", "Simulations")
                .with("fund", found)
                .with("simulations", transactions.run(connection -> simulations.of(connection, fund))));
    }

    @Get("/nouvelle")
    HttpResponse<?> prepare(Visitor visitor, String fund, @QueryValue("brouillon") Optional<String> draft) {
        var found = fund(fund);
        visitor.require(fund, Right.SIMULATE);
        var source = simulating.past(found).isPresent() ? Source.PAST : Source.YEAR;
        var households = simulating.households(found) > 0 ? "0" : Integer.toString(SOME_HOUSEHOLDS);
        var choice = new Choice(
                draft.stream().toList(), source, households, MARKETS, Integer.toString(random.nextInt(SEEDS)));
        return pages.show(form(visitor, found, choice, List.of()));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> start(Visitor visitor, String fund, @Body Map<String, Object> form) {
        visitor.require(fund, Right.SIMULATE);
        var found = fund(fund);
        var choice = new Choice(
                all(form, "drafts"),
                one(form, "source").equals(Source.PAST.name()) ? Source.PAST : Source.YEAR,
                one(form, "households"),
                days(all(form, "days")),
                one(form, "seed"));
        var asked = new Asked(
                choice.drafts(), choice.source(), count(choice.households()), choice.marketDays(), seed(choice.seed()));
        return switch (simulating.start(visitor, found, asked)) {
            case Started.Queued(var id) -> pages.redirect("/caisses/" + fund + "/simulations/" + id);
            case Started.Refused(var errors) ->
                pages.show(form(visitor, found, choice, errors), HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    @Get("/{id}")
    HttpResponse<?> show(Visitor visitor, String fund, String id) {
        var seat = visitor.require(fund, Right.SEE_TABLES);
        var simulation = find(fund, id);
        var page = page(visitor, seat, "simulation/simulation", "Simulation")
                .with("fund", fund(fund))
                .with("simulation", simulation)
                .with("changed", changed(simulation))
                .with("superseded", superseded(simulation))
                .with("mayRun", seat.may(Right.SIMULATE));
        var result = simulation.result();
        if (result != null) {
            page.with("told", new Told(simulation, result).naming(names(simulation)))
                    .script("/static/simulation.js");
        }
        return pages.show(page);
    }

    /** How far it is, for a page that waits. */
    @Get("/{id}/etat")
    HttpResponse<?> state(Visitor visitor, String fund, String id) {
        var seat = visitor.require(fund, Right.SEE_TABLES);
        var simulation = find(fund, id);
        if (!simulation.isUnderWay()) {
            return HttpResponse.noContent().header("HX-Refresh", "true");
        }
        return pages.part(
                page(visitor, seat, "simulation/simulation", "Simulation").with("simulation", simulation), "progress");
    }

    @Post("/{id}/arret")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> cancel(Visitor visitor, String fund, String id, @Body Map<String, String> form) {
        visitor.require(fund, Right.SIMULATE);
        var ended = simulating.cancel(find(fund, id));
        return pages.redirect(
                visitor,
                "/caisses/" + fund + "/simulations/" + id,
                ended
                        ? Flash.done("La simulation est arrêtée. Rien n’en est gardé.")
                        : Flash.attention("La simulation était déjà terminée."));
    }

    private Page form(Visitor visitor, Fund fund, Choice choice, List<FieldError> errors) {
        return page(visitor, visitor.require(fund.id(), Right.SIMULATE), "simulation/new", "Nouvelle simulation")
                .with("fund", fund)
                .with("choice", choice)
                .with("errors", errors)
                .with("drafts", simulating.drafts(fund))
                .with("past", simulating.past(fund).orElse(null))
                .with("own", simulating.households(fund));
    }

    private Page page(Visitor visitor, Seat seat, String view, String title) {
        return Page.of(view, title).by(visitor).in(seat, Section.SIMULATIONS);
    }

    private Fund fund(String id) {
        return funds.findById(id).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private Simulation find(String fund, String id) {
        return transactions
                .run(connection -> simulations.find(connection, id))
                .filter(found -> found.fund().equals(fund))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    /** The drafts that are not what they were when the simulation was started. */
    private List<Drafted> changed(Simulation simulation) {
        var now = transactions.run(connection -> simulations.revisionsNow(connection, simulation.id()));
        return simulation.drafts().stream()
                .filter(drafted -> !Integer.valueOf(drafted.revision()).equals(now.get(drafted.draft())))
                .toList();
    }

    /** Whether other tables are in force than those it was compared with. */
    private boolean superseded(Simulation simulation) {
        var version = policies.inForce(simulation.rulebook(), clock.instant())
                .map(policy -> policy.version())
                .orElse(null);
        return simulation.state() == State.DONE && !Objects.equals(version, simulation.policyVersion());
    }

    private Map<String, String> names(Simulation simulation) {
        var names = new HashMap<String, String>();
        names.putAll(Simulating.imagined());
        history.places(fund(simulation.fund())).forEach((Place place) -> names.put(place.id(), place.name()));
        return names;
    }

    private static List<String> all(Map<String, Object> form, String field) {
        var value = form.get(field);
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    private static String one(Map<String, Object> form, String field) {
        var values = all(form, field);
        return values.isEmpty() ? "" : values.getFirst().strip();
    }

    private static Set<DayOfWeek> days(List<String> names) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (names.contains(day.name())) {
                days.add(day);
            }
        }
        return days.isEmpty() ? MARKETS : days;
    }

    /** What is no number of households is one that is refused with a word about it. */
    private static int count(String written) {
        return written.matches("\\d{1,6}") ? Integer.parseInt(written) : -1;
    }

    private long seed(String written) {
        return written.matches("\\d{1,9}") ? Long.parseLong(written) : random.nextInt(SEEDS);
    }
}
