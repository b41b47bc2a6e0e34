package org.cabas.service.casefile;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Pages;

/** The documents of a file: added, taken along, removed by who added them. */
@Controller("/caisses/{fund}/dossiers/{id}/documents")
@ExecuteOn(TaskExecutors.BLOCKING)
class DocumentsController {
    private final Documents documents;
    private final Cabinet cabinet;
    private final Timeline timeline;
    private final Audit audit;
    private final Transactions transactions;
    private final FilePages filePages;
    private final Pages pages;

    DocumentsController(
            Documents documents,
            Cabinet cabinet,
            Timeline timeline,
            Audit audit,
            Transactions transactions,
            FilePages filePages,
            Pages pages) {
        this.documents = documents;
        this.cabinet = cabinet;
        this.timeline = timeline;
        this.audit = audit;
        this.transactions = transactions;
        this.filePages = filePages;
        this.pages = pages;
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> add(
            Visitor visitor,
            @PathVariable String fund,
            @PathVariable String id,
            @Part("document") CompletedFileUpload file)
            throws IOException {
        var content = file.getBytes();
        var type = DocumentType.of(content);
        var problem = transactions.run(c -> {
            var open = cabinet.lock(c, visitor, fund, id);
            if (!open.file().isOpen()) {
                return CaseWording.say("care.closed");
            }
            if (content.length == 0) {
                return CaseWording.say("document.none");
            }
            if (content.length > Documents.LARGEST) {
                return CaseWording.say("document.large");
            }
            if (type.isEmpty()) {
                return CaseWording.say("document.type");
            }
            var vault = open.kind().vault();
            var refusal = vault.isPresent() ? vault.get().refusal(c, open.file()) : Optional.<String>empty();
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (documents.of(c, open.kind(), open.file()).size() >= Documents.MOST) {
                return CaseWording.say("document.many", Documents.MOST);
            }
            var name = Documents.name(file.getFilename(), type.get());
            documents.add(c, open.kind(), open.file(), visitor.id(), name, type.get(), content);
            note(c, open, "document_added", name);
            audit.record(
                    c, Deed.of(Action.DOCUMENT_ADDED, open.label()).by(visitor).in(fund));
            return "";
        });
        if (problem.isEmpty()) {
            return pages.redirect(visitor, address(fund, id), Flash.done(CaseWording.say("document.added")));
        }
        var again = new Again("document", new FormFields(List.of()), List.of(new FieldError("document", problem)));
        return pages.show(filePages.page(visitor, fund, id, again), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @Get("/{document}")
    HttpResponse<byte[]> get(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @PathVariable String document) {
        var content = transactions.run(c -> {
            var open = cabinet.open(c, visitor, fund, id);
            filePages.recordReading(c, open);
            return documents.content(c, open.kind(), open.file(), document).orElseThrow(Cabinet::unknown);
        });
        var encoded = URLEncoder.encode(content.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return HttpResponse.ok(content.bytes())
                .contentType(new MediaType(content.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + encoded)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store");
    }

    @Post("/{document}/retrait")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> remove(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @PathVariable String document) {
        var removed = transactions.run(c -> {
            var open = cabinet.lock(c, visitor, fund, id);
            var content =
                    documents.content(c, open.kind(), open.file(), document).orElseThrow(Cabinet::unknown);
            if (!open.file().isOpen() || !documents.remove(c, id, document, visitor.id())) {
                return false;
            }
            note(c, open, "document_removed", content.name());
            audit.record(
                    c,
                    Deed.of(Action.DOCUMENT_REMOVED, open.label()).by(visitor).in(fund));
            return true;
        });
        return pages.redirect(
                visitor,
                address(fund, id),
                removed
                        ? Flash.done(CaseWording.say("document.removed"))
                        : Flash.refused(CaseWording.say("document.others")));
    }

    /** Tells the timeline; of a confidential file not what the document is called. */
    private void note(Connection connection, Cabinet.Open open, String event, String name) throws SQLException {
        var sealed = open.kind().vault().isPresent();
        timeline.add(
                connection,
                open.file().id(),
                open.visitor().id(),
                LookingAfter.EVENTS + (sealed ? "sealed_" : "") + event,
                sealed ? "" : name);
    }

    private static String address(String fund, String id) {
        return "/caisses/" + fund + "/dossiers/" + id;
    }
}
