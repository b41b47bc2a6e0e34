package org.cabas.service.draft;

import com.github.f4b6a3.ulid.UlidCreator;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.cabas.rules.exchange.WrittenTable.WrittenRow;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.draft.Editing.Edited;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** A draft written row by row, with forms alone: on a phone, or without script. */
@Controller("/caisses/{fund}/brouillons/{id}/lignes")
@ExecuteOn(TaskExecutors.BLOCKING)
class RowController {
    private final Desk desk;
    private final Editing editing;
    private final Pages pages;

    RowController(Desk desk, Editing editing, Pages pages) {
        this.desk = desk;
        this.editing = editing;
        this.pages = pages;
    }

    @Get("/{row}")
    HttpResponse<?> show(Visitor visitor, String fund, String id, String row) {
        return pages.show(page(desk.open(visitor, fund, id, Right.EDIT_DRAFTS), row));
    }

    private static Page page(Desk.Open open, String row) {
        var table = open.draft().table();
        var found = table.row(row).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        var index = table.rows().indexOf(found);
        return Page.of("draft/row", "Ligne " + row + " – " + table.frame().title())
                .by(open.visitor())
                .in(open.seat(), Section.TABLES)
                .with("open", open)
                .with("form", RowForm.of(table, found))
                .with("place", index + 1)
                .with("rows", table.rows().size())
                .with(
                        "previous",
                        index == 0 ? null : table.rows().get(index - 1).id())
                .with(
                        "next",
                        index + 1 == table.rows().size()
                                ? null
                                : table.rows().get(index + 1).id());
    }

    @Post("/{row}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> write(Visitor visitor, String fund, String id, String row, @Body Map<String, Object> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var edits = RowForm.edits(open.draft().table(), row, form);
        var edited = edit(open, edits);
        if (edited instanceof Edited.Done(var revision, var changes, var givenBack) && !givenBack.isEmpty()) {
            var kept = givenBack.stream()
                    .map(edit -> edit instanceof Edit.Cell cell ? "«\u00a0" + cell.to() + "\u00a0»" : "")
                    .toList();
            return pages.redirect(
                    visitor,
                    open.address() + "/lignes/" + row,
                    Flash.attention(
                            "Quelqu’un a changé cette ligne entre-temps\u00a0: votre texte n’a pas remplacé le sien ("
                                    + String.join(", ", kept)
                                    + "). Regardez ce qui est écrit, puis corrigez s’il le faut."));
        }
        return said(open, edited, open.address(), "La ligne " + row + " est enregistrée.");
    }

    /** A new row below one, empty or like it. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> add(Visitor visitor, String fund, String id, @Body Map<String, String> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var table = open.draft().table();
        var like = table.row(form.getOrDefault("like", ""));
        var after = form.getOrDefault(
                "after", table.rows().isEmpty() ? "" : table.rows().getLast().id());
        var row = Sheet.nextRow(desk.taken(open.draft()));
        var cells = like.map(WrittenRow::cells)
                .orElseGet(() -> Collections.nCopies(table.columns().size(), ""));
        var note = like.map(WrittenRow::note).orElse("");
        return said(
                open,
                edit(open, List.of(new Edit.Add(row, after, cells, note, ""))),
                open.address() + "/lignes/" + row,
                "La ligne " + row + " est ajoutée.");
    }

    @Post("/{row}/supprimer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> remove(Visitor visitor, String fund, String id, String row, @Body Map<String, String> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var found = row(open, row);
        return said(
                open,
                edit(open, List.of(new Edit.Remove(row, found.cells(), found.note()))),
                open.address(),
                "La ligne " + row + " est supprimée.");
    }

    @Post("/{row}/deplacer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> move(Visitor visitor, String fund, String id, String row, @Body Map<String, String> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var rows = open.draft().table().rows();
        var place = rows.indexOf(row(open, row));
        var up = form.getOrDefault("to", "").equals("up");
        var after = up ? place - 2 : place + 1;
        if (after >= rows.size() || (up && place == 0)) {
            return pages.redirect(open.address() + "/lignes/" + row);
        }
        return said(
                open,
                edit(
                        open,
                        List.of(new Edit.Move(
                                row, after < 0 ? "" : rows.get(after).id()))),
                open.address() + "/lignes/" + row,
                up ? "La ligne est montée." : "La ligne est descendue.");
    }

    private static WrittenRow row(Desk.Open open, String row) {
        return open.draft().table().row(row).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private Edited edit(Desk.Open open, List<Edit> edits) {
        return editing.edit(
                open.draft().id(),
                open.visitor().id(),
                open.draft().revision(),
                UlidCreator.getUlid().toString(),
                edits);
    }

    private HttpResponse<?> said(Desk.Open open, Edited edited, String address, String done) {
        return switch (edited) {
            case Edited.Done(var revision, var changes, var givenBack) ->
                pages.redirect(
                        open.visitor(),
                        address,
                        givenBack.isEmpty()
                                ? Flash.done(done)
                                : Flash.refused("Quelqu’un a changé cette ligne entre-temps\u00a0: regardez-la, puis"
                                        + " recommencez."));
            case Edited.Closed(var state) ->
                pages.redirect(open.visitor(), open.address(), Flash.refused(DraftController.closed(state)));
            case Edited.Refused(var reason) -> pages.redirect(open.visitor(), open.address(), Flash.refused(reason));
            case Edited.Unknown unknown -> throw new ProblemFound(Kind.NOT_FOUND);
        };
    }
}
