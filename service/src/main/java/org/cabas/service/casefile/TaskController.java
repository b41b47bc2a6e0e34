package org.cabas.service.casefile;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.Flash;
import org.cabas.service.page.InFrench;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;

/** Forms of tasks: sent, kept while they are typed, and put off. */
@Controller("/caisses/{fund}/dossiers/{id}/taches/{task}")
@ExecuteOn(TaskExecutors.BLOCKING)
class TaskController {
    private static final InFrench FRENCH = new InFrench();

    private final DoingTasks doing;
    private final LookingAfter lookingAfter;
    private final FilePages filePages;
    private final Cabinet cabinet;
    private final Transactions transactions;
    private final Pages pages;

    TaskController(
            DoingTasks doing,
            LookingAfter lookingAfter,
            FilePages filePages,
            Cabinet cabinet,
            Transactions transactions,
            Pages pages) {
        this.doing = doing;
        this.lookingAfter = lookingAfter;
        this.filePages = filePages;
        this.cabinet = cabinet;
        this.transactions = transactions;
        this.pages = pages;
    }

    /** Whoever comes back to the address of a form finds it on the page of its file. */
    @Get
    HttpResponse<?> show(Visitor visitor, @PathVariable String fund, @PathVariable String id, @PathVariable long task) {
        var open = transactions.run(c -> cabinet.open(c, visitor, fund, id));
        return pages.redirect(open.address() + "#tache-" + task);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> fill(
            Visitor visitor,
            @PathVariable String fund,
            @PathVariable String id,
            @PathVariable long task,
            @Body Map<String, Object> form) {
        var fields = FormFields.of(form);
        return switch (doing.fill(visitor, fund, id, task, fields)) {
            case DoingTasks.Outcome.Done(var what) ->
                pages.redirect(visitor, address(fund, id), Flash.done(CaseWording.say("task.done", what)));
            case DoingTasks.Outcome.Wrong(var problems) ->
                pages.show(
                        filePages.page(visitor, fund, id, new Again("task-" + task, fields, problems)),
                        HttpStatus.UNPROCESSABLE_ENTITY);
            case DoingTasks.Outcome.Late late -> pages.show(late(late, fields), HttpStatus.CONFLICT);
        };
    }

    private static Page late(DoingTasks.Outcome.Late late, FormFields fields) {
        var open = late.open();
        var at = late.at();
        var how = late.by() == null || at == null
                ? CaseWording.say("late.dropped")
                : CaseWording.say("late.done", late.by(), FRENCH.moment(at, open.zone()));
        var page = Page.of("casefile/late", CaseWording.say("late.title"));
        if (open.kind().vault().isPresent()) {
            page.unkept();
        }
        return page.by(open.visitor())
                .in(open.seat(), Section.FILES)
                .with("what", CaseWording.task(open.kind(), late.task().element()))
                .with("how", how)
                .with("address", open.address())
                .with(
                        "typed",
                        fields.typed().stream()
                                .filter(field -> !field.value().isBlank())
                                .toList());
    }

    /** Keeps what is typed; answers what the form says of it. */
    @Post("/brouillon")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> keep(
            Visitor visitor,
            @PathVariable String fund,
            @PathVariable String id,
            @PathVariable long task,
            @Body Map<String, Object> form) {
        var open = transactions.run(c -> cabinet.open(c, visitor, fund, id));
        return doing.keep(visitor, fund, id, task, FormFields.of(form))
                .<HttpResponse<?>>map(at -> pages.part(
                        Page.of("casefile/parts", "").by(visitor).with("kept", NextSteps.savedAt(at, open)), "kept"))
                .orElseGet(HttpResponse::noContent);
    }

    @Post("/report")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> postpone(
            Visitor visitor,
            @PathVariable String fund,
            @PathVariable String id,
            @PathVariable long task,
            @Body Map<String, Object> form) {
        var fields = FormFields.of(form);
        var outcome = lookingAfter.postpone(
                visitor, fund, id, task, InFrench.readDay(fields.text("day")).orElse(null), fields.text("why"));
        return switch (outcome) {
            case LookingAfter.Outcome.Done(var said) -> pages.redirect(visitor, address(fund, id), Flash.done(said));
            case LookingAfter.Outcome.Refused(var why) ->
                pages.redirect(visitor, address(fund, id), Flash.refused(why));
            case LookingAfter.Outcome.Wrong(var problems) ->
                pages.show(
                        filePages.page(visitor, fund, id, new Again("postpone-" + task, fields, problems)),
                        HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    private static String address(String fund, String id) {
        return Section.FILES.address(fund) + "/" + id;
    }
}
