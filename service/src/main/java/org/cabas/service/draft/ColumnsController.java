package org.cabas.service.draft;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cabas.rules.criteria.Adapted;
import org.cabas.rules.criteria.Criterion;
import org.cabas.rules.criteria.OwnColumns;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.draft.Editing.Edited;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** The questions that a draft asks: a committee adds its own, names, orders and removes them, without a programmer. */
@Controller("/caisses/{fund}/brouillons/{id}/questions")
@ExecuteOn(TaskExecutors.BLOCKING)
class ColumnsController {
    private final Desk desk;
    private final Editing editing;
    private final Pages pages;

    ColumnsController(Desk desk, Editing editing, Pages pages) {
        this.desk = desk;
        this.editing = editing;
        this.pages = pages;
    }

    /** A kind of answers, as the form offers it. */
    public record Choice(String value, String label) {}

    private static final List<Choice> TYPES = List.of(
            new Choice("YES_NO", "oui ou non"),
            new Choice("CHOICE", "un choix dans une liste"),
            new Choice("CHOICES", "plusieurs choix dans une liste"),
            new Choice("MONEY", "un montant en euros"),
            new Choice("WHOLE", "un nombre entier"),
            new Choice("NUMBER", "un nombre à virgule"),
            new Choice("PERCENT", "un pourcentage"),
            new Choice("DATE", "une date"),
            new Choice("MONTH", "un mois de l’année"));

    @Get
    HttpResponse<?> show(Visitor visitor, String fund, String id) {
        return pages.show(page(desk.open(visitor, fund, id, Right.EDIT_DRAFTS), Map.of(), List.of()));
    }

    private static Page page(Desk.Open open, Map<String, String> form, List<FieldError> errors) {
        var sheet = new Sheet(open.draft().table(), 1);
        return Page.of("draft/columns", "Questions – " + sheet.table().frame().title())
                .by(open.visitor())
                .in(open.seat(), Section.TABLES)
                .with("open", open)
                .with("headings", sheet.headings())
                .with("types", TYPES)
                .with("form", form)
                .with("errors", errors);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> add(Visitor visitor, String fund, String id, @Body Map<String, String> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var type = Arrays.stream(ColumnType.values())
                .filter(known -> known.name().equals(form.get("type")))
                .findFirst();
        if (type.isEmpty()) {
            return again(open, form, List.of("Dites quelles réponses sont possibles."));
        }
        var criterion = new Criterion(
                form.getOrDefault("question", ""),
                type.get(),
                form.getOrDefault("values", "").replaceAll("\\R+", " | "),
                form.getOrDefault("minimum", ""),
                form.getOrDefault("maximum", ""),
                form.getOrDefault("step", ""));
        return adapted(
                open,
                form,
                frame -> switch (criterion.read(frame)) {
                    case Criterion.Read.Asked(var column) -> OwnColumns.add(frame, column, Integer.MAX_VALUE);
                    case Criterion.Read.Unclear(var objections) -> new Adapted.Refused(objections);
                },
                "La question est ajoutée\u00a0; chaque ligne dit pour l’instant «\u00a0peu importe\u00a0».");
    }

    @Post("/{column}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(Visitor visitor, String fund, String id, String column, @Body Map<String, String> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        return switch (form.getOrDefault("what", "")) {
            case "rename" ->
                adapted(
                        open,
                        form,
                        frame -> OwnColumns.rename(frame, column, form.getOrDefault("label", "")),
                        "La colonne a son nouveau nom.");
            case "remove" ->
                adapted(open, form, frame -> OwnColumns.remove(frame, column), "La question n’est plus posée.");
            case "extend" ->
                adapted(
                        open,
                        form,
                        frame -> OwnColumns.extend(
                                frame, column, form.getOrDefault("values", "").replaceAll("\\R+", " | ")),
                        "La liste est complétée.");
            case "left" -> adapted(open, form, frame -> moved(frame, column, -1), "La question est avancée.");
            case "right" -> adapted(open, form, frame -> moved(frame, column, 1), "La question est reculée.");
            default -> throw new ProblemFound(Kind.NOT_FOUND);
        };
    }

    private static Adapted moved(DecisionTable frame, String column, int by) {
        for (var i = 0; i < frame.conditions().size(); i++) {
            if (frame.conditions().get(i).id().equals(column)) {
                return OwnColumns.move(frame, column, Math.max(0, i + by));
            }
        }
        return new Adapted.Refused(List.of("Seules les colonnes «\u00a0si\u00a0» changent de place."));
    }

    private HttpResponse<?> adapted(
            Desk.Open open, Map<String, String> form, Function<DecisionTable, Adapted> change, String done) {
        return switch (change.apply(open.draft().table().frame())) {
            case Adapted.Refused(var objections) -> again(open, form, objections);
            case Adapted.Done ok -> {
                var edited = editing.rewrite(
                        open.draft().id(),
                        open.visitor().id(),
                        table -> change.apply(table.frame()) instanceof Adapted.Done(var frame)
                                ? table.withFrame(frame)
                                : table);
                yield pages.redirect(
                        open.visitor(),
                        open.address() + "/questions",
                        switch (edited) {
                            case Edited.Done d -> Flash.done(done);
                            case Edited.Closed(var state) -> Flash.refused(DraftController.closed(state));
                            case Edited.Refused(var reason) -> Flash.refused(reason);
                            case Edited.Unknown unknown -> throw new ProblemFound(Kind.NOT_FOUND);
                        });
            }
        };
    }

    private HttpResponse<?> again(Desk.Open open, Map<String, String> form, List<String> objections) {
        var errors = objections.stream()
                .map(objection -> new FieldError("question", objection))
                .toList();
        return pages.show(page(open, form, errors), HttpStatus.UNPROCESSABLE_ENTITY);
    }
}
