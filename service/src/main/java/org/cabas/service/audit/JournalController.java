package org.cabas.service.audit;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Journal.Choice;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.InFrench;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.jspecify.annotations.Nullable;

/** The audit log of a fund, to be read, filtered and taken along. */
@Controller("/caisses/{fund}/journal")
@ExecuteOn(TaskExecutors.BLOCKING)
class JournalController {
    private static final int LINES_OF_A_PAGE = 50;

    /** Some years of a busy fund; whoever needs more chooses days. */
    private static final int LINES_OF_A_FILE = 50_000;

    private final Journal journal;
    private final Pages pages;

    JournalController(Journal journal, Pages pages) {
        this.journal = journal;
        this.pages = pages;
    }

    /** What was asked for, as it was typed. */
    public record Asked(String action, String personne, String du, String au) {
        static Asked of(@Nullable String action, @Nullable String personne, @Nullable String du, @Nullable String au) {
            return new Asked(text(action), text(personne), text(du), text(au));
        }

        /** As the query of an address. */
        public String query() {
            var query = new StringBuilder();
            append(query, "action", action);
            append(query, "personne", personne);
            append(query, "du", du);
            append(query, "au", au);
            return query.toString();
        }

        private static String text(@Nullable String typed) {
            return typed == null ? "" : typed.strip();
        }

        private static void append(StringBuilder query, String name, String value) {
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }

    @Get
    HttpResponse<?> show(
            Visitor visitor,
            @PathVariable String fund,
            @QueryValue @Nullable String action,
            @QueryValue @Nullable String personne,
            @QueryValue @Nullable String du,
            @QueryValue @Nullable String au,
            @QueryValue @Nullable Long avant) {
        var seat = visitor.require(fund, Right.SEE_JOURNAL);
        var asked = Asked.of(action, personne, du, au);
        var errors = new ArrayList<FieldError>();
        var lines = journal.lines(fund, choice(asked, avant, errors), LINES_OF_A_PAGE + 1);
        var more = lines.size() > LINES_OF_A_PAGE;
        var shown = more ? lines.subList(0, LINES_OF_A_PAGE) : lines;
        return pages.show(Page.of("audit/journal", "Le journal")
                .by(visitor)
                .in(seat, Section.JOURNAL)
                .with("lines", shown)
                .with("zone", journal.zone(fund))
                .with("actions", Action.values())
                .with("actors", journal.actors(fund))
                .with("asked", asked)
                .with("filtered", !asked.query().isEmpty())
                .with("first", avant == null)
                .with("next", more ? older(asked, shown.getLast().id()) : null)
                .with("errors", errors));
    }

    @Get("/export.csv")
    HttpResponse<?> export(
            Visitor visitor,
            @PathVariable String fund,
            @QueryValue @Nullable String action,
            @QueryValue @Nullable String personne,
            @QueryValue @Nullable String du,
            @QueryValue @Nullable String au) {
        visitor.require(fund, Right.SEE_JOURNAL);
        var asked = Asked.of(action, personne, du, au);
        var lines = journal.lines(fund, choice(asked, null, new ArrayList<>()), LINES_OF_A_FILE);
        return HttpResponse.ok(JournalCsv.write(lines, journal.zone(fund)))
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"journal-" + fund + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    private static String older(Asked asked, long before) {
        return asked.query() + (asked.query().isEmpty() ? "?" : "&") + "avant=" + before;
    }

    private static Choice choice(Asked asked, @Nullable Long before, List<FieldError> errors) {
        var action = Arrays.stream(Action.values())
                .filter(each -> each.name().equals(asked.action()))
                .findFirst()
                .orElse(null);
        var from = day("du", asked.du(), errors);
        var to = day("au", asked.au(), errors);
        if (from != null && to != null && to.isBefore(from)) {
            errors.add(new FieldError("au", "Le dernier jour vient avant le premier."));
        }
        return new Choice(action, asked.personne().isEmpty() ? null : asked.personne(), from, to, before);
    }

    /** A day as browsers send it, or as people type it where the browser has no calendar. */
    private static @Nullable LocalDate day(String field, String typed, List<FieldError> errors) {
        if (typed.isEmpty()) {
            return null;
        }
        var day = InFrench.readDay(typed);
        if (day.isEmpty()) {
            errors.add(new FieldError(field, "Écrivez un jour comme 14/03/2026."));
        }
        return day.orElse(null);
    }
}
