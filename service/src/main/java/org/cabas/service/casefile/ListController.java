package org.cabas.service.casefile;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseList.Choice;
import org.cabas.service.casefile.CaseList.Life;
import org.cabas.service.casefile.CaseList.Sort;
import org.cabas.service.casefile.CaseList.Whose;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.InFrench;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.jspecify.annotations.Nullable;

/** The files of a fund that somebody sees, to be filtered, searched and sorted. */
@Controller("/caisses/{fund}/dossiers")
@ExecuteOn(TaskExecutors.BLOCKING)
class ListController {
    private static final int LONGEST_SEARCH = 80;

    /** Whoever turns so many pages searches by name. */
    private static final int LAST_PAGE = 1_000;

    private static final InFrench FRENCH = new InFrench();

    private final CaseList list;
    private final Kinds kinds;
    private final Tasks tasks;
    private final EngineBanner banner;
    private final Transactions transactions;
    private final Clock clock;
    private final Pages pages;

    ListController(
            CaseList list,
            Kinds kinds,
            Tasks tasks,
            EngineBanner banner,
            Transactions transactions,
            Clock clock,
            Pages pages) {
        this.list = list;
        this.kinds = kinds;
        this.tasks = tasks;
        this.banner = banner;
        this.transactions = transactions;
        this.clock = clock;
        this.pages = pages;
    }

    /** What was asked for, as it stands in the address; what can't be read is as if it were not there. */
    public record Asked(
            String type, String etape, String qui, boolean retard, String etat, String nom, String tri, int page) {
        static Asked of(Map<String, String> query) {
            var name = query.getOrDefault("nom", "").strip();
            var page = query.getOrDefault("page", "1");
            return new Asked(
                    query.getOrDefault("type", ""),
                    query.getOrDefault("etape", ""),
                    query.getOrDefault("qui", ""),
                    !query.getOrDefault("retard", "").isEmpty(),
                    query.getOrDefault("etat", ""),
                    name.substring(0, Math.min(name.length(), LONGEST_SEARCH)),
                    query.getOrDefault("tri", ""),
                    page.matches("[1-9]\\d{0,5}") ? Math.min(Integer.parseInt(page), LAST_PAGE) : 1);
        }

        /** Whether it asks for less than all that is open. */
        public boolean filters() {
            return !type.isEmpty() || !etape.isEmpty() || !qui.isEmpty() || retard || !etat.isEmpty() || !nom.isEmpty();
        }

        /** The query of another page of the same. */
        public String query(int page) {
            var fields = new LinkedHashMap<String, String>();
            fields.put("type", type);
            fields.put("etape", etape);
            fields.put("qui", qui);
            fields.put("retard", retard ? "oui" : "");
            fields.put("etat", etat);
            fields.put("nom", nom);
            fields.put("tri", tri);
            fields.put("page", page == 1 ? "" : String.valueOf(page));
            var query = new StringBuilder();
            fields.forEach((name, value) -> {
                if (!value.isEmpty()) {
                    query.append(query.isEmpty() ? "?" : "&")
                            .append(name)
                            .append('=')
                            .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
                }
            });
            return query.toString();
        }

        Choice choice(List<String> seen) {
            return new Choice(
                    seen.contains(type) ? List.of(type) : seen,
                    etape,
                    qui.equals("moi") ? Whose.MINE : qui.equals("personne") ? Whose.NOBODY : Whose.ALL,
                    retard,
                    etat.equals("clos") ? Life.CLOSED : etat.equals("tous") ? Life.ALL : Life.OPEN,
                    nom,
                    switch (tri) {
                        case "echeance" -> Sort.DUE;
                        case "anciens" -> Sort.OLDEST;
                        case "nom" -> Sort.NAME;
                        default -> Sort.CHANGED;
                    },
                    page);
        }
    }

    /** A file on a line. */
    public record Line(
            String address,
            String title,
            String kind,
            String number,
            String stage,
            boolean open,
            String due,
            boolean late,
            String holder,
            String changed) {}

    /** A choice of a filter. */
    public record Option(String value, String label) {}

    @Get
    HttpResponse<?> show(
            Visitor visitor,
            @PathVariable String fund,
            @QueryValue @Nullable String type,
            @QueryValue @Nullable String etape,
            @QueryValue @Nullable String qui,
            @QueryValue @Nullable String retard,
            @QueryValue @Nullable String etat,
            @QueryValue @Nullable String nom,
            @QueryValue @Nullable String tri,
            @QueryValue @Nullable String page) {
        var seat = TodayController.seat(visitor, fund, Section.FILES);
        var query = new LinkedHashMap<String, String>();
        put(query, "type", type);
        put(query, "etape", etape);
        put(query, "qui", qui);
        put(query, "retard", retard);
        put(query, "etat", etat);
        put(query, "nom", nom);
        put(query, "tri", tri);
        put(query, "page", page);
        return pages.show(page(visitor, seat, Asked.of(query)));
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    private Page page(Visitor visitor, Seat seat, Asked asked) {
        var seen = kinds.seenBy(seat);
        var ids = seen.stream().map(Kinds::id).toList();
        return transactions.run(c -> {
            var zone = tasks.zone(c, seat.fund());
            var today = LocalDate.ofInstant(clock.instant(), zone);
            var choice = asked.choice(ids);
            var found =
                    ids.isEmpty() ? List.<CaseList.Entry>of() : list.page(c, seat.fund(), visitor.id(), today, choice);
            var count = ids.isEmpty() ? 0 : list.count(c, seat.fund(), visitor.id(), today, choice);
            var more = found.size() > CaseList.OF_A_PAGE;
            return Page.of("casefile/list", "Les dossiers")
                    .by(visitor)
                    .in(seat, Section.FILES)
                    .with(
                            "openings",
                            seen.stream()
                                    .flatMap(kind -> kind.opening(seat.fund()).stream())
                                    .toList())
                    .with(
                            "elsewhere",
                            seen.stream()
                                    .flatMap(kind -> kind.elsewhere(seat.fund()).stream())
                                    .toList())
                    .with("banner", banner.sentence(zone))
                    .with("asked", asked)
                    .with(
                            "kinds",
                            seen.stream()
                                    .map(kind -> new Option(Kinds.id(kind), kind.label()))
                                    .toList())
                    .with("stages", stages(seen, asked))
                    .with("count", CaseWording.count("list.count", count))
                    .with(
                            "lines",
                            found.subList(0, more ? CaseList.OF_A_PAGE : found.size()).stream()
                                    .map(entry -> line(entry, zone, today))
                                    .toList())
                    .with("next", more ? asked.query(asked.page() + 1) : null)
                    .with("previous", asked.page() > 1 ? asked.query(asked.page() - 1) : null);
        });
    }

    /** The stages of the chosen kind, or of the only one: those of several kinds would be told apart by nothing. */
    private static List<Option> stages(List<CaseKind> seen, Asked asked) {
        return seen.stream()
                .filter(kind -> seen.size() == 1 || Kinds.id(kind).equals(asked.type()))
                .flatMap(kind -> kind.stages().entrySet().stream())
                .map(stage -> new Option(stage.getKey(), stage.getValue()))
                .toList();
    }

    private Line line(CaseList.Entry entry, ZoneId zone, LocalDate today) {
        var file = entry.file();
        var kind = kinds.of(file.process()).orElseThrow(Cabinet::unknown);
        var day = entry.day();
        var holder = entry.holder();
        return new Line(
                Section.FILES.address(file.fundId()) + "/" + file.id(),
                file.title(),
                kind.label(),
                file.number(),
                CaseWording.stage(kind, file.stage()),
                file.isOpen(),
                day == null ? "" : CaseWording.due(day, today),
                day != null && day.isBefore(today),
                holder == null ? CaseWording.say("list.nobody") : holder,
                FRENCH.date(LocalDate.ofInstant(file.changedAt(), zone)));
    }
}
