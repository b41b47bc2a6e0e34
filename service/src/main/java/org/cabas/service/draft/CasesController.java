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
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cabas.rules.cases.AskedCase;
import org.cabas.rules.cases.ReferenceCase;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.draft.Editing.Edited;
import org.cabas.service.fund.Cases;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** The reference cases of a draft: what a committee wants to stay true, whatever else it changes. */
@Controller("/caisses/{fund}/brouillons/{id}/cas")
@ExecuteOn(TaskExecutors.BLOCKING)
class CasesController {
    /** Each is asked at every change of the table. */
    private static final int MOST = 200;

    private static final String EXPECTED = "expected_";

    private final Desk desk;
    private final Editing editing;
    private final Clock clock;
    private final Pages pages;

    CasesController(Desk desk, Editing editing, Clock clock, Pages pages) {
        this.desk = desk;
        this.editing = editing;
        this.clock = clock;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> show(Visitor visitor, String fund, String id) {
        var open = desk.open(visitor, fund, id, Right.SEE_TABLES);
        return pages.show(page(open, Map.of(), List.of()));
    }

    private static Page page(Desk.Open open, Map<String, Object> form, List<FieldError> errors) {
        var frame = open.draft().table().frame();
        return Page.of("draft/cases", "Cas de référence – " + frame.title())
                .by(open.visitor())
                .in(open.seat(), Section.TABLES)
                .with("open", open)
                .with("kept", Kept.of(open.draft()))
                .with("trial", Trial.filled(frame, form))
                .with(
                        "answers",
                        frame.outcomes().stream()
                                .map(column -> new Answer(
                                        Sheet.Heading.of(column, false),
                                        EXPECTED + column.id(),
                                        form.getOrDefault(EXPECTED + column.id(), "")
                                                .toString()))
                                .toList())
                .with("name", form.getOrDefault("name", ""))
                .with("errors", errors);
    }

    /** What is expected in a column, as a field of the form. */
    public record Answer(Sheet.Heading heading, String field, String given) {}

    /** Keeps one more case. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> keep(Visitor visitor, String fund, String id, @Body Map<String, Object> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var frame = open.draft().table().frame();
        var errors = new ArrayList<FieldError>();
        var name = form.getOrDefault("name", "").toString().strip();
        if (name.isEmpty() || name.length() > ReferenceCase.LONGEST_NAME) {
            errors.add(new FieldError("name", "Donnez un nom au cas, de 200 caractères au plus."));
        }
        var facts = texts(frame.conditions(), Trial.FIELD, form);
        var expected = texts(frame.outcomes(), EXPECTED, form);
        if (AskedCase.read(frame, facts) instanceof AskedCase.Unclear(var problems)) {
            problems.forEach(
                    (column, messages) -> errors.add(new FieldError(Trial.FIELD + column, String.join(" ", messages))));
        }
        if (expected.isEmpty()) {
            errors.add(new FieldError(
                    EXPECTED + frame.outcomes().getFirst().id(), "Dites ce que la table doit répondre."));
        }
        if (errors.isEmpty()) {
            expected.forEach((column, text) -> {
                for (var message : ReferenceCase.problems(frame, column, text)) {
                    errors.add(new FieldError(EXPECTED + column, message));
                }
            });
        }
        if (Cases.read(open.draft().cases()).size() >= MOST) {
            errors.add(new FieldError("name", "Il y a déjà 200 cas\u00a0: supprimez-en d’abord."));
        }
        if (!errors.isEmpty()) {
            return pages.show(page(open, form, errors), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        return changed(
                open,
                cases -> {
                    cases.removeIf(kept -> kept.name().equals(name));
                    cases.add(new ReferenceCase(name, facts, expected, ""));
                    return cases;
                },
                "Le cas est gardé\u00a0: il sera vérifié à chaque changement.");
    }

    /** Gives a case up. */
    @Post("/supprimer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> giveUp(Visitor visitor, String fund, String id, @Body Map<String, String> form) {
        var open = desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        var name = form.getOrDefault("name", "");
        return changed(
                open,
                cases -> {
                    cases.removeIf(kept -> kept.name().equals(name));
                    return cases;
                },
                "Le cas n’est plus gardé.");
    }

    private HttpResponse<?> changed(Desk.Open open, UnaryOperator<List<ReferenceCase>> change, String done) {
        var person = open.visitor().id();
        var edited = editing.changed(open.draft().id(), person, draft -> {
            var cases = change.apply(new ArrayList<>(Cases.read(draft.cases())));
            return draft.with(draft.name(), Cases.write(cases), draft.waivers(), person, clock.instant());
        });
        return pages.redirect(
                open.visitor(),
                open.address() + "/cas",
                switch (edited) {
                    case Edited.Done d -> Flash.done(done);
                    case Edited.Closed(var state) -> Flash.refused(DraftController.closed(state));
                    case Edited.Refused(var reason) -> Flash.refused(reason);
                    case Edited.Unknown unknown -> throw new ProblemFound(Kind.NOT_FOUND);
                });
    }

    private static Map<String, String> texts(List<Column> columns, String field, Map<String, Object> form) {
        var texts = new LinkedHashMap<String, String>();
        for (var column : columns) {
            var sent = form.get(field + column.id());
            var text = sent instanceof List<?> several
                    ? String.join(" | ", several.stream().map(Object::toString).toList())
                    : sent == null ? "" : sent.toString().strip();
            if (!text.isEmpty()) {
                texts.put(column.id(), text);
            }
        }
        return texts;
    }

    /**
     * A case that is kept, and what the draft makes of it.
     *
     * @param holds whether it answers as expected; null where the draft can't be read yet
     * @param sentence what it answers, in French
     */
    public record Kept(
            ReferenceCase asked,
            @org.jspecify.annotations.Nullable Boolean holds,
            String sentence,
            String facts) {

        /** The cases of a draft, in the order in which they were kept. */
        static List<Kept> of(Draft draft) {
            var table = draft.table().frame();
            return Cases.read(draft.cases()).stream()
                    .map(asked -> draft.reading() instanceof WrittenTable.Read.Whole(var whole)
                            ? checked(whole, asked)
                            : new Kept(
                                    asked,
                                    null,
                                    "Une cellule de la table ne peut pas encore être lue.",
                                    said(table, asked)))
                    .toList();
        }

        private static Kept checked(DecisionTable table, ReferenceCase asked) {
            var checked = asked.check(table);
            return new Kept(
                    asked,
                    checked instanceof org.cabas.rules.cases.Checked.Passed,
                    checked.sentence(),
                    said(table, asked));
        }

        private static String said(DecisionTable table, ReferenceCase asked) {
            return table.conditions().stream()
                    .map(column -> column.label() + "\u00a0: " + asked.facts().getOrDefault(column.id(), "inconnu"))
                    .reduce((one, other) -> one + "\u202f; " + other)
                    .orElse("");
        }
    }
}
