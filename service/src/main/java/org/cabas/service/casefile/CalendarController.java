package org.cabas.service.casefile;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Objects;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.cabas.service.access.PublicAddress;
import org.cabas.service.access.Roles;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's tasks with a day in their calendar, by a secret address (iCalendar, RFC 5545). It says what is to be done about the file of
 * which number: calendars are read over shoulders and kept by others, so that no name of a household is in it.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class CalendarController {
    private static final String PAGE = "/caisses/{fund}/aujourdhui/agenda";

    private final CalendarLinks links;
    private final Workload workload;
    private final Kinds kinds;
    private final Roles roles;
    private final Audit audit;
    private final PublicAddress publicAddress;
    private final Transactions transactions;
    private final Clock clock;
    private final Pages pages;

    CalendarController(
            CalendarLinks links,
            Workload workload,
            Kinds kinds,
            Roles roles,
            Audit audit,
            PublicAddress publicAddress,
            Transactions transactions,
            Clock clock,
            Pages pages) {
        this.links = links;
        this.workload = workload;
        this.kinds = kinds;
        this.roles = roles;
        this.audit = audit;
        this.publicAddress = publicAddress;
        this.transactions = transactions;
        this.clock = clock;
        this.pages = pages;
    }

    @Get(PAGE)
    HttpResponse<?> show(Visitor visitor, @PathVariable String fund) {
        return pages.show(page(visitor, fund, null));
    }

    private Page page(Visitor visitor, String fund, @Nullable String link) {
        var seat = TodayController.seat(visitor, fund, Section.TO_DO);
        return Page.of("casefile/calendar", "Mes tâches dans mon agenda")
                .by(visitor)
                .in(seat, Section.TO_DO)
                .with("link", link)
                .with("has", transactions.run(c -> links.has(c, visitor.id(), fund)));
    }

    /** Makes a new address and shows it, once. */
    @Post(PAGE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> create(HttpRequest<?> request, Visitor visitor, @PathVariable String fund) {
        var seat = TodayController.seat(visitor, fund, Section.TO_DO);
        var token = transactions.run(c -> {
            audit.record(
                    c,
                    Deed.of(Action.CALENDAR_SHARED, seat.fundName()).by(visitor).in(fund));
            return links.create(c, visitor.id(), fund);
        });
        var link = publicAddress.of(request, "/calendrier/" + token);
        return pages.show(page(visitor, fund, link)).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Post(PAGE + "/retrait")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> withdraw(Visitor visitor, @PathVariable String fund) {
        var seat = TodayController.seat(visitor, fund, Section.TO_DO);
        transactions.run(c -> {
            var withdrawn = links.withdraw(c, visitor.id(), fund);
            if (withdrawn) {
                audit.record(
                        c,
                        Deed.of(Action.CALENDAR_WITHDRAWN, seat.fundName())
                                .by(visitor)
                                .in(fund));
            }
            return withdrawn;
        });
        return pages.redirect(
                visitor, seat.address("/aujourdhui/agenda"), Flash.done(CaseWording.say("calendar.withdrawn")));
    }

    /** What a calendar gets, of whoever's address it is; their roles are looked at each time. */
    @Get("/calendrier/{token}")
    HttpResponse<String> calendar(@PathVariable String token) {
        var calendar = transactions.run(c -> {
            var owner = links.owner(c, token).orElseThrow(Cabinet::unknown);
            var seat = roles.seats(c, owner.person()).stream()
                    .filter(each -> each.fund().equals(owner.fund()))
                    .findFirst()
                    .orElseThrow(Cabinet::unknown);
            var found = new Calendar();
            found.add(new ProdId("-//Cabas//Dossiers//FR"));
            found.add(ImmutableVersion.VERSION_2_0);
            found.add(ImmutableCalScale.GREGORIAN);
            for (var entry : workload.of(c, seat)) {
                if (owner.person().equals(entry.task().assignedTo())
                        && entry.task().day() != null) {
                    found.add(event(entry));
                }
            }
            return found;
        });
        return HttpResponse.ok(written(calendar))
                .contentType(new MediaType("text/calendar;charset=utf-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cabas.ics\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    private VEvent event(Workload.Entry entry) {
        var kind = kinds.of(entry.file().process()).orElseThrow(Cabinet::unknown);
        var event = new VEvent(false);
        event.add(new Uid("task-" + entry.task().id() + "@cabas"));
        event.add(new DtStamp(clock.instant()));
        event.add(new DtStart<>(Objects.requireNonNull(entry.task().day())));
        event.add(new Summary(CaseWording.say(
                "calendar.event", CaseWording.task(kind, entry.task().element()), Cabinet.label(kind, entry.file()))));
        return event;
    }

    private static String written(Calendar calendar) {
        try {
            var text = new StringWriter();
            new CalendarOutputter(false).output(calendar, text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
