package org.cabas.service.draft;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.cabas.rules.exchange.WrittenTable.Read;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;

/** What a draft answers to a case that somebody makes up; nothing of the case is kept. */
@Controller("/caisses/{fund}/brouillons/{id}/essai")
@ExecuteOn(TaskExecutors.BLOCKING)
class TrialController {
    private final Desk desk;
    private final Pages pages;

    TrialController(Desk desk, Pages pages) {
        this.desk = desk;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> show(Visitor visitor, String fund, String id) {
        var open = desk.open(visitor, fund, id, Right.SEE_TABLES);
        return pages.show(page(open, Trial.empty(open.draft().table().frame())));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> decide(
            Visitor visitor,
            String fund,
            String id,
            @Body Map<String, Object> form,
            @Header("HX-Request") @Nullable String part) {
        var open = desk.open(visitor, fund, id, Right.SEE_TABLES);
        var reading = open.draft().reading();
        var trial = reading instanceof Read.Whole(var table)
                ? Trial.of(table, form)
                : Trial.empty(open.draft().table().frame());
        var page = page(open, trial).with("unreadable", reading instanceof Read.NotYet);
        if (part != null) {
            return pages.part(page, "answer");
        }
        return pages.show(page, trial.errors().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private static Page page(Desk.Open open, Trial trial) {
        return Page.of(
                        "draft/trial",
                        "Essayer un cas – " + open.draft().table().frame().title())
                .by(open.visitor())
                .in(open.seat(), Section.TABLES)
                .with("open", open)
                .with("trial", trial)
                .with("unreadable", false);
    }
}
