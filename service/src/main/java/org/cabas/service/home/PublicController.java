package org.cabas.service.home;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.PublicLink;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** The page that a fund may show to everyone: its tables in force, in words, and nothing about anybody. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class PublicController {
    /** How old the page may be: what is published takes effect at midnight, and nobody is waiting for the second. */
    private static final Duration AGE = Duration.ofMinutes(1);

    private static final int MOST_PAGES = 200;

    private final PublicPages publicPages;
    private final Funds funds;
    private final TablesNow tables;
    private final List<PublicLink> links;
    private final Pages pages;
    private final Cache<String, Optional<String>> written =
            Caffeine.newBuilder().maximumSize(MOST_PAGES).expireAfterWrite(AGE).build();

    PublicController(PublicPages publicPages, Funds funds, TablesNow tables, List<PublicLink> links, Pages pages) {
        this.publicPages = publicPages;
        this.funds = funds;
        this.tables = tables;
        this.links = links;
        this.pages = pages;
    }

    /** The same for everyone, so that it can be kept by whatever stands between. */
    @Get("/public/{fund}")
    HttpResponse<?> show(@PathVariable String fund) {
        var page = written.get(fund, this::write).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        return HttpResponse.ok(page)
                .contentType(Pages.HTML)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + AGE.toSeconds());
    }

    @Post("/caisses/{fund}/page-publique")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(Visitor visitor, @PathVariable String fund, @Body Map<String, String> form) {
        visitor.require(fund, Right.MANAGE_PEOPLE);
        var open = "oui".equals(form.get("open"));
        if (open) {
            publicPages.open(fund, visitor);
        } else {
            publicPages.close(fund, visitor);
        }
        written.invalidate(fund);
        return pages.redirect(
                visitor,
                "/caisses/" + fund + "/personnes",
                Flash.done(
                        open
                                ? "Tout le monde peut lire les tables de la caisse."
                                : "La page publique est fermée\u00a0: elle disparaît d’ici une minute."));
    }

    private Optional<String> write(String id) {
        return publicPages.isOpen(id) ? funds.findById(id).map(this::write) : Optional.empty();
    }

    private String write(Fund fund) {
        return pages.write(Page.of("home/public", "Les règles de " + fund.name())
                .with("fund", fund)
                .with(
                        "links",
                        links.stream()
                                .flatMap(each -> each.link(fund.id()).stream())
                                .toList())
                .with(
                        "tables",
                        tables.of(fund).stream()
                                .map(each -> new Shown(TableInWords.of(each.table()), each))
                                .toList()));
    }

    /** A table, in words and with its dates. */
    public record Shown(TableInWords words, TablesNow.InForce now) {}
}
