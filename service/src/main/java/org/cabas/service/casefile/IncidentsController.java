package org.cabas.service.casefile;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Singleton;
import java.util.List;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.casefile.FundIncidents.Incident;
import org.cabas.service.database.Transactions;
import org.cabas.service.engine.Inbox;
import org.cabas.service.engine.Outbox;
import org.cabas.service.page.Flash;
import org.cabas.service.page.InFrench;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.page.Today;

/** What files wait for that nobody but an administrator or a manager can set going again. */
@Controller("/caisses/{fund}/incidents")
@ExecuteOn(TaskExecutors.BLOCKING)
class IncidentsController {
    private static final InFrench FRENCH = new InFrench();

    private final FundIncidents incidents;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Tasks tasks;
    private final EngineBanner banner;
    private final Audit audit;
    private final Transactions transactions;
    private final Pages pages;

    IncidentsController(
            FundIncidents incidents,
            Inbox inbox,
            Outbox outbox,
            Tasks tasks,
            EngineBanner banner,
            Audit audit,
            Transactions transactions,
            Pages pages) {
        this.incidents = incidents;
        this.inbox = inbox;
        this.outbox = outbox;
        this.tasks = tasks;
        this.banner = banner;
        this.audit = audit;
        this.transactions = transactions;
        this.pages = pages;
    }

    /** An incident on the page; {@code again} is where its form is sent. */
    public record Line(String file, String what, String why, String since, String again) {}

    @Get
    HttpResponse<?> show(Visitor visitor, @PathVariable String fund) {
        var seat = visitor.require(fund, Right.SEE_INCIDENTS);
        return pages.show(transactions.run(c -> {
            var zone = tasks.zone(c, fund);
            var lines = incidents.of(c, fund).stream()
                    .map(each -> new Line(
                            each.file(),
                            each.what(),
                            each.why(),
                            FRENCH.moment(each.since(), zone),
                            seat.address((each.told() ? "/incidents/commandes/" : "/incidents/etapes/") + each.key())))
                    .toList();
            return Page.of("casefile/incidents", "Les incidents")
                    .by(visitor)
                    .in(seat, Section.INCIDENTS)
                    .with("banner", banner.sentence(zone))
                    .with("lines", lines);
        }));
    }

    /** Has a step tried again, at once. */
    @Post("/etapes/{key}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> step(Visitor visitor, @PathVariable String fund, @PathVariable long key) {
        return again(visitor, fund, key, false);
    }

    /** Has the engine told once more. */
    @Post("/commandes/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> command(Visitor visitor, @PathVariable String fund, @PathVariable long id) {
        return again(visitor, fund, id, true);
    }

    private HttpResponse<?> again(Visitor visitor, String fund, long key, boolean told) {
        var seat = visitor.require(fund, Right.SEE_INCIDENTS);
        var known = transactions.run(c -> {
            var incident = incidents.of(c, fund).stream()
                    .filter(each -> each.told() == told && each.key() == key)
                    .findFirst();
            if (incident.isPresent()) {
                audit.record(
                        c,
                        Deed.of(Action.INCIDENT_RETRIED, incident.get().file())
                                .by(visitor)
                                .in(fund)
                                .with(incident.get().what()));
                if (told) {
                    outbox.sendAgain(c, key);
                }
            }
            return incident.isPresent();
        });
        if (known && !told) {
            inbox.retry(key);
        }
        var left = transactions.run(c -> incidents.of(c, fund)).stream()
                .anyMatch(each -> each.told() == told && each.key() == key);
        return pages.redirect(
                visitor,
                seat.address("/incidents"),
                left
                        ? Flash.attention(CaseWording.say("incident.again"))
                        : Flash.done(CaseWording.say(known ? "incident.tried" : "incident.gone")));
    }

    /** On the home of a fund: whether there are any. */
    @Singleton
    @Order(-300)
    static class OnHome implements Today {
        private final FundIncidents incidents;
        private final Transactions transactions;

        OnHome(FundIncidents incidents, Transactions transactions) {
            this.incidents = incidents;
            this.transactions = transactions;
        }

        @Override
        public List<Item> items(Visitor visitor, Seat seat) {
            if (!seat.may(Right.SEE_INCIDENTS)) {
                return List.of();
            }
            List<Incident> found = transactions.run(c -> incidents.of(c, seat.fund()));
            return found.isEmpty()
                    ? List.of()
                    : List.of(new Item(
                            CaseWording.say("home.heading"),
                            CaseWording.count("incident.home", found.size()),
                            Section.INCIDENTS.address(seat.fund()),
                            CaseWording.say("incident.home.detail"),
                            "attention",
                            CaseWording.say("incident.home.word")));
        }
    }
}
