package org.cabas.service.casefile;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;

/** The page of a file: reading it, looking after it, noting something down. */
@Controller("/caisses/{fund}/dossiers/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class FileController {
    private final FilePages filePages;
    private final LookingAfter lookingAfter;
    private final Cabinet cabinet;
    private final Transactions transactions;
    private final Pages pages;

    FileController(
            FilePages filePages, LookingAfter lookingAfter, Cabinet cabinet, Transactions transactions, Pages pages) {
        this.filePages = filePages;
        this.lookingAfter = lookingAfter;
        this.cabinet = cabinet;
        this.transactions = transactions;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> show(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        return pages.show(filePages.page(visitor, fund, id, Again.NOTHING));
    }

    /** What changed since the asker's page was made. */
    @Get("/suite")
    HttpResponse<?> update(
            Visitor visitor,
            @PathVariable String fund,
            @PathVariable String id,
            @QueryValue(defaultValue = "") String vu,
            @QueryValue(defaultValue = "0") int reste) {
        return pages.part(filePages.update(visitor, fund, id, vu, reste), "update");
    }

    /** The diagram of the file's process. */
    @Get("/diagramme")
    HttpResponse<String> diagram(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        var open = transactions.run(c -> cabinet.open(c, visitor, fund, id));
        return HttpResponse.ok(open.kind().workflow().xml())
                .contentType(new MediaType("application/xml;charset=utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    @Post("/suivi")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> give(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @Body Map<String, Object> form) {
        var fields = FormFields.of(form);
        return answer(
                visitor,
                fund,
                id,
                lookingAfter.give(visitor, fund, id, fields.text("person"), fields.text("before")),
                "care",
                fields);
    }

    @Post("/notes")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> note(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @Body Map<String, Object> form) {
        var fields = FormFields.of(form);
        return answer(visitor, fund, id, lookingAfter.note(visitor, fund, id, fields.text("words")), "note", fields);
    }

    private HttpResponse<?> answer(
            Visitor visitor, String fund, String id, LookingAfter.Outcome outcome, String form, FormFields fields) {
        var address = Section.FILES.address(fund) + "/" + id;
        return switch (outcome) {
            case LookingAfter.Outcome.Done(var said) -> pages.redirect(visitor, address, Flash.done(said));
            case LookingAfter.Outcome.Refused(var why) -> pages.redirect(visitor, address, Flash.refused(why));
            case LookingAfter.Outcome.Wrong(var problems) ->
                pages.show(
                        filePages.page(visitor, fund, id, new Again(form, fields, problems)),
                        HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }
}
