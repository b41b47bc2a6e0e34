package org.cabas.service.casefile;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.Workload.Urgency;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.InFrench;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/** What is to be done today, one tap from its form. */
@Controller("/caisses/{fund}/aujourdhui")
@ExecuteOn(TaskExecutors.BLOCKING)
class TodayController {
    private static final InFrench FRENCH = new InFrench();

    private final Workload workload;
    private final Kinds kinds;
    private final Tasks tasks;
    private final EngineBanner banner;
    private final Transactions transactions;
    private final Clock clock;
    private final Pages pages;

    TodayController(
            Workload workload,
            Kinds kinds,
            Tasks tasks,
            EngineBanner banner,
            Transactions transactions,
            Clock clock,
            Pages pages) {
        this.workload = workload;
        this.kinds = kinds;
        this.tasks = tasks;
        this.banner = banner;
        this.transactions = transactions;
        this.clock = clock;
        this.pages = pages;
    }

    /**
     * Something to do.
     *
     * @param who who does it: the visitor, a colleague, or nobody yet
     */
    public record Line(
            String address,
            String file,
            String kind,
            String what,
            String since,
            String due,
            boolean late,
            String who) {}

    @Get
    HttpResponse<?> show(Visitor visitor, @PathVariable String fund, @QueryValue @Nullable String qui) {
        var seat = seat(visitor, fund, Section.TO_DO);
        var all = "tous".equals(qui);
        return pages.show(transactions.run(c -> {
            var zone = tasks.zone(c, fund);
            var today = LocalDate.ofInstant(clock.instant(), zone);
            var groups = new EnumMap<Urgency, List<Line>>(Urgency.class);
            var entries = workload.of(c, seat);
            for (var entry : entries) {
                var opened = LocalDate.ofInstant(entry.task().openedAt(), zone);
                var urgency = Workload.urgency(entry, visitor.id(), opened, today);
                if (all || urgency != Urgency.OTHERS) {
                    groups.computeIfAbsent(urgency, each -> new ArrayList<>()).add(line(visitor, entry, opened, today));
                }
            }
            return Page.of("casefile/today", "À faire aujourd’hui")
                    .by(visitor)
                    .in(seat, Section.TO_DO)
                    .with("banner", banner.sentence(zone))
                    .with(
                            "openings",
                            kinds.seenBy(seat).stream()
                                    .flatMap(kind -> kind.opening(fund).stream())
                                    .toList())
                    .with("groups", Group.of(groups))
                    .with("all", all)
                    .with("more", entries.size() == Workload.MOST)
                    .with("day", FRENCH.day(today));
        }));
    }

    /** Lines under a heading. */
    public record Group(String heading, List<Line> lines) {
        static List<Group> of(Map<Urgency, List<Line>> groups) {
            return groups.entrySet().stream()
                    .map(entry -> new Group(CaseWording.say(entry.getKey().key()), entry.getValue()))
                    .toList();
        }
    }

    private Line line(Visitor visitor, Workload.Entry entry, LocalDate opened, LocalDate today) {
        var file = entry.file();
        var task = entry.task();
        var kind = kinds.of(file.process()).orElseThrow(Cabinet::unknown);
        var assignee = entry.assignee();
        var who = assignee == null
                ? CaseWording.say("today.nobody")
                : visitor.id().equals(task.assignedTo())
                        ? CaseWording.say("today.me")
                        : CaseWording.say("today.colleague", assignee);
        return new Line(
                Section.FILES.address(file.fundId()) + "/" + file.id() + "#tache-" + task.id(),
                file.title(),
                kind.label(),
                CaseWording.task(kind, task.element()),
                opened.equals(today)
                        ? CaseWording.say("today.since.today")
                        : CaseWording.say("today.since", FRENCH.date(opened)),
                CaseWording.due(task, today),
                task.isLate(today),
                who);
    }

    /** The visitor's place in the fund, where they follow files of some kind. */
    static Seat seat(Visitor visitor, String fund, Section section) {
        var seat = visitor.seat(fund).orElseThrow(Cabinet::unknown);
        if (!section.isFor(seat)) {
            throw new ProblemFound(Kind.FORBIDDEN);
        }
        return seat;
    }
}
