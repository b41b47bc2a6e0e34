package org.cabas.service.followup;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.jspecify.annotations.Nullable;

/** What follow-ups show of a fund's people together, never of anyone: for its committee, its managers and its funders. */
@Controller("/caisses/{fund}/sante")
@ExecuteOn(TaskExecutors.BLOCKING)
class FiguresController {
    private final HealthFigures figures;
    private final ProtocolTable protocol;
    private final Transactions transactions;
    private final Pages pages;

    FiguresController(HealthFigures figures, ProtocolTable protocol, Transactions transactions, Pages pages) {
        this.figures = figures;
        this.protocol = protocol;
        this.transactions = transactions;
        this.pages = pages;
    }

    /** A comparison to choose; no address where it is not told. */
    public record Choice(String label, @Nullable String address, boolean current) {}

    @Get
    HttpResponse<?> show(Visitor visitor, @PathVariable String fund, @QueryValue @Nullable String mois) {
        var seat = visitor.require(fund, Right.SEE_HEALTH_FIGURES);
        return pages.show(transactions.run(c -> {
            var told = figures.of(c, fund);
            var shown = told.comparisons().stream()
                    .filter(each -> String.valueOf(each.month()).equals(mois))
                    .findFirst()
                    .orElse(
                            told.comparisons().isEmpty()
                                    ? null
                                    : told.comparisons().getFirst());
            return Page.of("followup/figures", "Ce que montre le suivi de santé")
                    .by(visitor)
                    .in(seat, Section.HOME)
                    .script("/static/simulation.js")
                    .with("possible", protocol.isInForce(FundRules.of(c, fund)))
                    .with("until", told.until())
                    .with("started", told.started())
                    .with("fictitious", told.fictitious())
                    .with("shown", shown)
                    .with("later", shown == null ? "" : CheckUp.label(shown.month()))
                    .with("choices", choices(seat.address("/sante"), told, shown));
        }));
    }

    private static List<Choice> choices(String address, HealthFigures.Told told, @Nullable Comparison shown) {
        return HealthFigures.MONTHS.stream()
                .map(month -> new Choice(
                        FollowUpWording.say("figure.after", month),
                        told.of(month).isPresent() ? address + "?mois=" + month : null,
                        shown != null && shown.month() == month))
                .toList();
    }

    /** The same as a file that spreadsheets open. */
    @Get("/chiffres.csv")
    HttpResponse<?> export(Visitor visitor, @PathVariable String fund) {
        visitor.require(fund, Right.SEE_HEALTH_FIGURES);
        var told = transactions.run(c -> figures.of(c, fund));
        return HttpResponse.ok(FiguresCsv.write(told))
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"sante-" + fund + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }
}
