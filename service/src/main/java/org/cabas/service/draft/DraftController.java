package org.cabas.service.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.rules.compare.Difference;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.service.access.Persons;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Editing.Edited;
import org.cabas.service.fund.History;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** The page on which a draft is written, and what its grid says to and hears from us. */
@Controller("/caisses/{fund}/brouillons/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class DraftController {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Desk desk;
    private final Editing editing;
    private final Drafts drafts;
    private final History history;
    private final Persons persons;
    private final Transactions transactions;
    private final Pages pages;

    DraftController(
            Desk desk,
            Editing editing,
            Drafts drafts,
            History history,
            Persons persons,
            Transactions transactions,
            Pages pages) {
        this.desk = desk;
        this.editing = editing;
        this.drafts = drafts;
        this.history = history;
        this.persons = persons;
        this.transactions = transactions;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> show(Visitor visitor, String fund, String id, @QueryValue("page") Optional<Integer> number) {
        var open = desk.open(visitor, fund, id, Right.SEE_TABLES);
        if (open.draft().state() == Draft.State.DISCARDED || open.draft().state() == Draft.State.RECEIVED) {
            throw new ProblemFound(Kind.NOT_FOUND);
        }
        return pages.show(page(open, number.orElse(1)).script("/static/grid.js"));
    }

    /** The rows alone, for a grid that has to read them again. */
    @Get("/lignes")
    HttpResponse<?> rows(Visitor visitor, String fund, String id, @QueryValue("page") Optional<Integer> number) {
        return pages.part(page(desk.open(visitor, fund, id, Right.SEE_TABLES), number.orElse(1)), "rows");
    }

    /** What is to be said of the draft as it stands. */
    @Get("/constats")
    HttpResponse<?> findings(Visitor visitor, String fund, String id) {
        var open = desk.open(visitor, fund, id, Right.SEE_TABLES);
        return pages.part(
                page(open, 1)
                        .with("checked", Checked.of(open.draft()))
                        .with("kept", CasesController.Kept.of(open.draft())),
                "findings");
    }

    /** What the draft changes of the version that it was copied from. */
    @Get("/differences")
    HttpResponse<?> differences(Visitor visitor, String fund, String id) {
        var open = desk.open(visitor, fund, id, Right.SEE_TABLES);
        var draft = open.draft();
        var base = Optional.ofNullable(draft.basedOn())
                .flatMap(version -> history.adopted(draft.rulebook(), draft.question(), version))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        var difference = draft.reading() instanceof WrittenTable.Read.Whole(var table)
                ? Difference.between(base.table().withVersion(0), table)
                : null;
        return pages.show(Page.of("draft/differences", "Ce qui change")
                .by(visitor)
                .in(open.seat(), Section.TABLES)
                .wide()
                .with("open", open)
                .with("difference", difference));
    }

    private Page page(Desk.Open open, int number) {
        var draft = open.draft();
        var sheet = new Sheet(draft.table(), number);
        var inForce = history.of(draft.rulebook()).stream()
                .filter(version ->
                        version.question().equals(draft.question()) && version.standing() == History.Standing.IN_FORCE)
                .findFirst();
        return Page.of("draft/draft", sheet.table().frame().title())
                .by(open.visitor())
                .in(open.seat(), Section.TABLES)
                .wide()
                .with("open", open)
                .with("draft", draft)
                .with("sheet", sheet)
                .with("next", Sheet.nextRow(desk.taken(draft)))
                .with("inForce", inForce.orElse(null))
                .with("checked", sheet.table().rows().size() <= Sheet.ROWS ? Checked.of(draft) : null)
                .with("kept", sheet.table().rows().size() <= Sheet.ROWS ? CasesController.Kept.of(draft) : List.of())
                .with("trial", Trial.empty(sheet.table().frame()))
                .with("others", names(editing.others(draft.id(), open.visitor().id())));
    }

    /** Edits from the grid: {@code {"seen": 3, "token": "…", "edits": […]}}. */
    @Post("/modifications")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<String> edit(Visitor visitor, String fund, String id, @Body String body) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        JsonNode sent;
        List<Edit> edits;
        try {
            sent = JSON.readTree(body);
            edits = JSON.readerForListOf(Edit.class).readValue(sent.path("edits"));
        } catch (JsonProcessingException e) {
            throw new ProblemFound(Kind.MALFORMED);
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return answer(
                open,
                editing.edit(
                        id,
                        visitor.id(),
                        sent.path("seen").asInt(),
                        sent.path("token").asText(),
                        edits));
    }

    /** What others did since a revision; asked every two seconds by an open grid. */
    @Get("/suivi")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<String> follow(
            Visitor visitor,
            String fund,
            String id,
            @QueryValue("depuis") int seen,
            @QueryValue("ligne") Optional<String> row) {
        var open = desk.open(visitor, fund, id, Right.SEE_TABLES);
        var writing = open.seat().may(Right.EDIT_DRAFTS)
                ? row.filter(name -> name.length() <= 40).orElse("")
                : "";
        return answer(open, editing.follow(id, visitor.id(), seen, writing));
    }

    private HttpResponse<String> answer(Desk.Open open, Edited edited) {
        return switch (edited) {
            case Edited.Done(var revision, var changes, var givenBack) -> {
                var answer = JSON.createObjectNode().put("revision", revision);
                var names =
                        names(editing.others(open.draft().id(), open.visitor().id()));
                answer.set("present", JSON.valueToTree(names));
                answer.putRawValue("givenBack", new RawValue(Editing.json(givenBack)));
                answer.set("changes", changes(changes));
                yield HttpResponse.ok(answer.toString());
            }
            case Edited.Closed(var state) ->
                HttpResponse.<String>status(HttpStatus.CONFLICT)
                        .body(JSON.createObjectNode().put("why", closed(state)).toString());
            case Edited.Refused(var reason) ->
                HttpResponse.<String>status(HttpStatus.UNPROCESSABLE_ENTITY)
                        .body(JSON.createObjectNode().put("why", reason).toString());
            case Edited.Unknown unknown -> throw new ProblemFound(Kind.NOT_FOUND);
        };
    }

    private ArrayNode changes(List<Drafts.Change> changes) {
        var all = JSON.createArrayNode();
        var names = new java.util.HashMap<String, String>();
        for (var change : changes) {
            var name = names.computeIfAbsent(change.person(), this::name);
            try {
                all.addObject()
                        .put("revision", change.revision())
                        .put("token", change.token())
                        .put("by", name)
                        .set("edits", JSON.readTree(change.edits()));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return all;
    }

    static String closed(Draft.State state) {
        return switch (state) {
            case FROZEN ->
                "Ce brouillon est proposé au vote\u00a0: il ne change plus. Retirez la proposition pour le reprendre.";
            case PUBLISHED -> "Ce brouillon est publié\u00a0: préparez une nouvelle modification de la table.";
            case DISCARDED, RECEIVED, OPEN -> "Ce brouillon a été abandonné.";
        };
    }

    private List<Map<String, String>> names(List<Drafts.Presence> present) {
        return present.stream()
                .map(one -> Map.of("name", name(one.person()), "row", one.row()))
                .toList();
    }

    private String name(String person) {
        return transactions
                .run(connection -> persons.byId(connection, person))
                .map(Persons.Person::name)
                .orElse("Quelqu’un");
    }

    @Post("/nom")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> rename(Visitor visitor, String fund, String id, @Body Map<String, String> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var name = form.getOrDefault("name", "").strip();
        if (name.isEmpty() || name.length() > Draft.LONGEST_NAME) {
            return pages.redirect(visitor, open.address(), Flash.refused("Donnez un nom de 120 caractères au plus."));
        }
        return said(open, editing.named(id, visitor.id(), name), "Le brouillon s’appelle maintenant ainsi.");
    }

    @Post("/abandonner")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> discard(Visitor visitor, String fund, String id, @Body Map<String, String> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var gone = transactions.run(connection -> {
            var draft = drafts.lock(connection, id).orElseThrow();
            if (draft.state() == Draft.State.OPEN) {
                drafts.setState(connection, id, Draft.State.DISCARDED);
                return true;
            }
            return false;
        });
        return gone
                ? pages.redirect(visitor, open.table(), Flash.done("Le brouillon est abandonné."))
                : pages.redirect(
                        visitor,
                        open.address(),
                        Flash.refused(closed(open.draft().state())));
    }

    /** Switches a check off with a reason, or on again without one. */
    @Post("/verifications")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> waive(Visitor visitor, String fund, String id, @Body Map<String, String> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var check = form.getOrDefault("check", "");
        var reason = form.getOrDefault("reason", "").strip();
        return editing.waived(id, visitor.id(), check, reason)
                .<HttpResponse<?>>map(edited -> said(
                        open,
                        edited,
                        reason.isEmpty()
                                ? "Cette vérification est de nouveau faite."
                                : "Cette vérification n’est plus faite\u00a0; la raison est gardée avec la table."))
                .orElseGet(() ->
                        pages.redirect(visitor, open.address(), Flash.refused("Il n’y a pas de telle vérification.")));
    }

    private HttpResponse<?> said(Desk.Open open, Edited edited, String done) {
        return pages.redirect(
                open.visitor(),
                open.address(),
                switch (edited) {
                    case Edited.Done d -> Flash.done(done);
                    case Edited.Closed(var state) -> Flash.refused(closed(state));
                    case Edited.Refused(var reason) -> Flash.refused(reason);
                    case Edited.Unknown unknown -> throw new ProblemFound(Kind.NOT_FOUND);
                });
    }
}
