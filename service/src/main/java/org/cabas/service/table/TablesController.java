package org.cabas.service.table;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.cabas.rules.compare.Difference;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Wording;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Desk;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Editing;
import org.cabas.service.draft.Sheet;
import org.cabas.service.fund.Adopted;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.History;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/** The pages of a fund's tables. */
@Controller("/caisses/{fund}/tables")
@ExecuteOn(TaskExecutors.BLOCKING)
class TablesController {
    private final Desk desk;
    private final Shelf shelf;
    private final History history;
    private final Editing editing;
    private final Transactions transactions;
    private final Clock clock;
    private final Pages pages;

    TablesController(
            Desk desk,
            Shelf shelf,
            History history,
            Editing editing,
            Transactions transactions,
            Clock clock,
            Pages pages) {
        this.desk = desk;
        this.shelf = shelf;
        this.history = history;
        this.editing = editing;
        this.transactions = transactions;
        this.clock = clock;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> list(Visitor visitor, String fund) {
        var found = desk.fund(visitor, fund, Right.SEE_TABLES);
        return pages.show(page(visitor, found, "table/list", "Tables")
                .with("books", shelf.books(found))
                .with("sharing", shelf.sharing(found))
                .with("models", shelf.models(found))
                .with("purpose", new Purposes()));
    }

    /** {@link Questions#purpose} for templates. */
    public static final class Purposes {
        /** See {@link Questions#purpose}. */
        public String of(String question) {
            return Questions.purpose(question);
        }
    }

    @Get("/{question}")
    HttpResponse<?> show(Visitor visitor, String fund, String question) {
        var found = desk.fund(visitor, fund, Right.SEE_TABLES);
        var book = book(found, question);
        var inForce = book.inForce();
        var adopted = inForce == null
                ? null
                : history.adopted(found.rulebook(), question, inForce.version()).orElseThrow();
        return pages.show(page(visitor, found, "table/table", book.title())
                .with("book", book)
                .with("purpose", Questions.purpose(question))
                .with("sheet", adopted == null ? null : sheet(adopted.table()))
                .with("adopted", adopted));
    }

    @Get("/{question}/versions/{version}")
    HttpResponse<?> version(
            Visitor visitor, String fund, String question, int version, @QueryValue("page") Optional<Integer> number) {
        var found = desk.fund(visitor, fund, Right.SEE_TABLES);
        var adopted = adopted(found, question, version);
        var book = book(found, question);
        return pages.show(page(visitor, found, "table/version", adopted.table().title() + ", version " + version)
                .with("book", book)
                .with("version", of(book, version))
                .with("adopted", adopted)
                .with("sheet", new Sheet(WrittenTable.of(adopted.table()), number.orElse(1))));
    }

    @Get("/{question}/differences")
    HttpResponse<?> differences(
            Visitor visitor, String fund, String question, @QueryValue("de") int from, @QueryValue("a") int to) {
        var found = desk.fund(visitor, fund, Right.SEE_TABLES);
        var difference = Difference.between(
                adopted(found, question, from).table(),
                adopted(found, question, to).table());
        var book = book(found, question);
        return pages.show(page(visitor, found, "table/differences", "Ce qui change – " + book.title())
                .with("book", book)
                .with("from", from)
                .with("to", to)
                .with("difference", difference));
    }

    /**
     * Begins a draft from the version that stands, or from another one. What is published for later stands already: only what changes
     * that can be proposed.
     */
    @Post("/{question}/brouillons")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> begin(Visitor visitor, String fund, String question, @Body Map<String, String> form) {
        var found = desk.fund(visitor, fund, Right.EDIT_DRAFTS);
        var book = book(found, question);
        var last = book.toCome().isEmpty() ? book.inForce() : book.toCome().getLast();
        var standing = last == null ? null : Integer.valueOf(last.version());
        var version = form.getOrDefault("version", "");
        var from = version.matches("\\d{1,6}") ? Integer.valueOf(version) : standing;
        if (from == null) {
            throw new ProblemFound(Kind.NOT_FOUND);
        }
        var base = standing == null ? from : standing;
        return began(visitor, found, form, base, adopted(found, question, from));
    }

    /** Begins a draft of a table that the fund doesn't have, from another fund's. */
    @Post("/modele")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> beginFromModel(Visitor visitor, String fund, @Body Map<String, String> form) {
        var found = desk.fund(visitor, fund, Right.EDIT_DRAFTS);
        var key = form.getOrDefault("model", "");
        var model = shelf.models(found).stream()
                .filter(known -> known.key().equals(key))
                .findFirst();
        if (model.isEmpty()) {
            return pages.redirect(
                    visitor, Section.TABLES.address(fund), Flash.refused("Choisissez la table dont partir."));
        }
        var adopted = history.adopted(
                        model.get().rulebook(),
                        model.get().question(),
                        model.get().version())
                .orElseThrow();
        return began(visitor, found, form, null, new Adopted(adopted.table(), "", "", null));
    }

    private HttpResponse<?> began(
            Visitor visitor, Fund fund, Map<String, String> form, @Nullable Integer base, Adopted from) {
        var given = form.getOrDefault("name", "").strip();
        var today = LocalDate.ofInstant(clock.instant(), fund.zone());
        var name =
                given.isEmpty() || given.length() > Draft.LONGEST_NAME ? "Brouillon du " + Wording.date(today) : given;
        var draft = transactions.run(connection -> editing.begin(
                connection,
                new Editing.Begun(fund.id(), fund.rulebook(), name, base, Draft.State.OPEN),
                from,
                visitor.id()));
        return pages.redirect("/caisses/" + fund.id() + "/brouillons/" + draft.id());
    }

    private Page page(Visitor visitor, Fund fund, String view, String title) {
        return Page.of(view, title)
                .by(visitor)
                .in(visitor.require(fund.id(), Right.SEE_TABLES), Section.TABLES)
                .wide()
                .with("fund", fund)
                .with("address", Section.TABLES.address(fund.id()))
                .with("mayEdit", visitor.may(fund.id(), Right.EDIT_DRAFTS));
    }

    private Shelf.Book book(Fund fund, String question) {
        return shelf.books(fund).stream()
                .filter(book -> book.question().equals(question))
                .findFirst()
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private static History.Version of(Shelf.Book book, int version) {
        return book.versions().stream()
                .filter(known -> known.version() == version)
                .findFirst()
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private Adopted adopted(Fund fund, String question, int version) {
        return history.adopted(fund.rulebook(), question, version).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private static Sheet sheet(DecisionTable table) {
        return new Sheet(WrittenTable.of(table), 1);
    }
}
