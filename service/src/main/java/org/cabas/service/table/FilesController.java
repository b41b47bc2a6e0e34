package org.cabas.service.table;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cabas.rules.compare.Difference;
import org.cabas.rules.exchange.Exchange;
import org.cabas.rules.exchange.FileReading;
import org.cabas.rules.exchange.Format;
import org.cabas.rules.exchange.Note;
import org.cabas.rules.exchange.Problem;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Checked;
import org.cabas.service.draft.Desk;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Drafts;
import org.cabas.service.draft.Editing;
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

/** Tables as files: out to a spreadsheet or another engine, and in again, looked at before they become drafts. */
@Controller("/caisses/{fund}")
@ExecuteOn(TaskExecutors.BLOCKING)
class FilesController {
    private final Desk desk;
    private final Shelf shelf;
    private final History history;
    private final Editing editing;
    private final Drafts drafts;
    private final Transactions transactions;
    private final Pages pages;

    FilesController(
            Desk desk,
            Shelf shelf,
            History history,
            Editing editing,
            Drafts drafts,
            Transactions transactions,
            Pages pages) {
        this.desk = desk;
        this.shelf = shelf;
        this.history = history;
        this.editing = editing;
        this.drafts = drafts;
        this.transactions = transactions;
        this.pages = pages;
    }

    /** One version of a table. */
    @Get("/tables/{question}/versions/{version}/fichier/{format}")
    HttpResponse<byte[]> version(Visitor visitor, String fund, String question, int version, String format) {
        var found = desk.fund(visitor, fund, Right.SEE_TABLES);
        var adopted = history.adopted(found.rulebook(), question, version)
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        return file(List.of(adopted.table()), format);
    }

    /** All that is in force, in one workbook. */
    @Get("/tables/fichier/{format}")
    HttpResponse<byte[]> all(Visitor visitor, String fund, String format) {
        var found = desk.fund(visitor, fund, Right.SEE_TABLES);
        var tables = new ArrayList<DecisionTable>();
        for (var book : shelf.books(found)) {
            if (book.inForce() != null) {
                history.adopted(
                                found.rulebook(),
                                book.question(),
                                book.inForce().version())
                        .ifPresent(adopted -> tables.add(adopted.table()));
            }
        }
        var several = Format.ofName("x." + format).filter(Format::holdsSeveral);
        if (several.isEmpty() || tables.isEmpty()) {
            throw new ProblemFound(Kind.NOT_FOUND);
        }
        return file(tables, format);
    }

    /** A draft, as far as it can be read. */
    @Get("/brouillons/{id}/fichier/{format}")
    HttpResponse<?> draft(Visitor visitor, String fund, String id, String format) {
        var open = desk.open(visitor, fund, id, Right.SEE_TABLES);
        return open.draft().reading() instanceof WrittenTable.Read.Whole(var table)
                ? file(List.of(table), format)
                : pages.redirect(
                        visitor,
                        open.address(),
                        Flash.refused(
                                "Une cellule ne peut pas encore être lue\u00a0: le fichier ne peut pas être fait."));
    }

    private static HttpResponse<byte[]> file(List<DecisionTable> tables, String extension) {
        var format = Format.ofName("x." + extension).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        var written = Exchange.write(tables, format).getFirst();
        return HttpResponse.ok(written.bytes())
                .contentType(new MediaType(format.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + written.name() + "\"");
    }

    @Get("/tables/import")
    HttpResponse<?> form(Visitor visitor, String fund) {
        return pages.show(form(visitor, desk.fund(visitor, fund, Right.EDIT_DRAFTS), List.of(), ""));
    }

    private static Page form(Visitor visitor, Fund fund, List<Problem> problems, String name) {
        return Page.of("table/import", "Importer un fichier")
                .by(visitor)
                .in(visitor.require(fund.id(), Right.EDIT_DRAFTS), Section.TABLES)
                .with("address", Section.TABLES.address(fund.id()))
                .with("problems", problems)
                .with("name", name);
    }

    /** Reads a file; what it holds is kept aside until somebody has looked at it and accepts it. */
    @Post("/tables/import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> receive(Visitor visitor, String fund, @Part("file") CompletedFileUpload file) throws IOException {
        var found = desk.fund(visitor, fund, Right.EDIT_DRAFTS);
        return switch (Exchange.read(file.getFilename(), file.getBytes())) {
            case FileReading.Unreadable(var problems) ->
                pages.show(form(visitor, found, problems, file.getFilename()), HttpStatus.UNPROCESSABLE_ENTITY);
            case FileReading.Tables(var tables, var notes) -> {
                var ids = transactions.run(connection -> {
                    drafts.forgetOldReceived(connection);
                    var inForce = history.inForce(connection, found.rulebook());
                    var received = new ArrayList<String>();
                    for (var table : tables) {
                        received.add(editing.begin(
                                        connection,
                                        new Editing.Begun(
                                                fund,
                                                found.rulebook(),
                                                name(file.getFilename()),
                                                inForce.get(table.id()),
                                                Draft.State.RECEIVED),
                                        beside(connection, found, table, inForce.get(table.id())),
                                        visitor.id())
                                .id());
                    }
                    return received;
                });
                yield pages.show(review(visitor, found, ids, notes));
            }
        };
    }

    private static String name(String file) {
        var name = file.isBlank() ? "Fichier importé" : "Fichier " + file;
        return name.length() > Draft.LONGEST_NAME ? name.substring(0, Draft.LONGEST_NAME) : name;
    }

    /** A table of a file, with the reference cases and waivers of the one in force: files carry none. */
    private Adopted beside(Connection connection, Fund fund, DecisionTable table, @Nullable Integer inForce)
            throws SQLException {
        if (inForce == null) {
            return Adopted.of(table);
        }
        return history.adopted(connection, fund.rulebook(), table.id(), inForce)
                .map(before -> new Adopted(table, before.cases(), before.waivers(), null))
                .orElseGet(() -> Adopted.of(table));
    }

    /**
     * A table that came in a file, beside what is in force.
     *
     * @param difference null for a table that the fund doesn't have yet
     */
    public record Received(Draft draft, @Nullable Difference difference, Checked checked) {}

    private Page review(Visitor visitor, Fund fund, List<String> ids, List<Note> notes) {
        var received = new ArrayList<Received>();
        for (var id : ids) {
            var draft = desk.open(visitor, fund.id(), id, Right.EDIT_DRAFTS).draft();
            var before = draft.basedOn() == null
                    ? null
                    : history.adopted(fund.rulebook(), draft.question(), draft.basedOn())
                            .orElseThrow()
                            .table();
            var difference = before != null && draft.reading() instanceof WrittenTable.Read.Whole(var table)
                    ? Difference.between(before.withVersion(0), table)
                    : null;
            received.add(new Received(draft, difference, Checked.of(draft)));
        }
        return Page.of("table/received", "Fichier reçu")
                .by(visitor)
                .in(visitor.require(fund.id(), Right.EDIT_DRAFTS), Section.TABLES)
                .wide()
                .with("address", Section.TABLES.address(fund.id()))
                .with("received", received)
                .with("ids", String.join(" ", ids))
                .with("notes", notes);
    }

    /** Makes drafts of what was received, or forgets it. */
    @Post("/tables/import/suite")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> accept(Visitor visitor, String fund, @Body Map<String, String> form) {
        desk.fund(visitor, fund, Right.EDIT_DRAFTS);
        var accepted = form.getOrDefault("answer", "").equals("accept");
        var ids = Arrays.stream(form.getOrDefault("ids", "").split(" ")).toList();
        for (var id : ids) {
            desk.open(visitor, fund, id, Right.EDIT_DRAFTS);
        }
        transactions.run(connection -> {
            for (var id : ids) {
                var draft = drafts.lock(connection, id).orElseThrow();
                if (draft.state() == Draft.State.RECEIVED) {
                    drafts.setState(connection, id, accepted ? Draft.State.OPEN : Draft.State.DISCARDED);
                }
            }
            return ids;
        });
        if (!accepted) {
            return pages.redirect(visitor, Section.TABLES.address(fund), Flash.done("Le fichier n’a rien changé."));
        }
        return ids.size() == 1
                ? pages.redirect(
                        visitor,
                        "/caisses/" + fund + "/brouillons/" + ids.getFirst(),
                        Flash.done("Le fichier est maintenant un brouillon."))
                : pages.redirect(
                        visitor,
                        Section.TABLES.address(fund),
                        Flash.done("Le fichier a donné " + ids.size() + " brouillons."));
    }
}
