package org.cabas.service.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.RequestOptions;
import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.cabas.service.access.Role;
import org.cabas.service.account.Village;
import org.cabas.service.browser.Studio.Screen;
import org.junit.jupiter.api.Test;

/**
 * Whatever address of the service shows a page is looked at, on a phone and on a laptop in the dark. Addresses come from the router:
 * a new page is looked at without anybody thinking of it, or this test asks what stands for a new part of an address.
 */
@InBrowser
class EveryPageIsAccessibleTest {
    private static final Pattern PART = Pattern.compile("\\{(\\w+)[^}]*}");

    /** What some pages are asked for. */
    private static final Map<String, String> QUESTIONS = Map.of(
            "/caisses/{fund}/tables/{question}/differences", "?de=1&a=1",
            "/caisses/{fund}/propositions/{id}/vote", "?choix=yes",
            "/caisses/{fund}/brouillons/{id}/suivi", "?depuis=0&ligne=");

    /** What programs and those who write them read. */
    private static final List<String> FOR_PROGRAMS = List.of("/v1", "/docs", "/openapi.yaml", "/health");

    /** Pages of files: the journeys of files, enrollments and conventionings look at them, and have files to show. */
    private static final List<String> OF_FILES = List.of(
            "/caisses/{fund}/dossiers",
            "/caisses/{fund}/aujourdhui",
            "/caisses/{fund}/incidents",
            "/caisses/{fund}/orientations",
            "/caisses/{fund}/liste-attente",
            "/calendrier",
            "/public/{fund}/{name}");

    /** Addresses that send on to another. */
    private static final List<String> SIGNPOSTS = List.of("/caisses/{fund}/propositions/de/{draft}");

    private final Map<String, String> stands = new HashMap<>(Map.of(
            "fund", "joigny",
            "question", "contribution",
            "version", "1",
            "row", "R4",
            "format", "ods"));

    private static final class Everybody {
        final Screen nobody;
        final Screen several;
        final Screen member;
        final Screen administrator;

        /** Somebody who only watches belongs to two funds, and has the page that lists them. */
        Everybody(Studio studio, boolean phone) {
            var village = new Village(studio.bean(ApplicationContext.class));
            var watcher = village.person("Observateur de deux caisses", "joigny", Role.OBSERVER);
            village.also(watcher, "gers", Role.OBSERVER);
            nobody = screen(studio, phone);
            several = screen(studio, phone).signIn(watcher, Village.PASSWORD);
            member = screen(studio, phone).signIn("comite4@joigny.demo");
            administrator = screen(studio, phone).signIn("administratrice@joigny.demo");
        }

        private static Screen screen(Studio studio, boolean phone) {
            return phone ? studio.onPhone() : studio.onLaptopInTheDark();
        }

        Screen at(String route) {
            return switch (route) {
                case "/" -> several;
                case "/connexion", "/invitation/{token}", "/public/{fund}" -> nobody;
                default -> route.matches(".*/(personnes|journal).*") ? administrator : member;
            };
        }
    }

    @Test
    void every_page_is_read_by_all_on_a_phone_and_in_the_dark(Studio studio) {
        var author = Mouse.MANNER.signIn(studio, "comite1@joigny.demo");
        Evening.prepare(author);
        author.writeCell("R4", "Contribution mensuelle", "19");
        assertThat(author.page.locator("#saved").textContent()).isNotEmpty();
        stands.put("draft", last(author.page.url()));
        Evening.simulate(author, 60);
        Evening.propose(author, "Une page après l’autre");
        var simulation = author.page.locator("main a[href*='/simulations/sim']").first();
        stands.put("simulations", last(simulation.getAttribute("href")));
        stands.put("propositions", last(author.page.url()));
        Evening.openTheVote(Mouse.MANNER.signIn(studio, "facilitatrice@joigny.demo"), "Une page après l’autre");
        // What was proposed can't be written in any more: another draft can.
        Evening.prepare(author);
        stands.put("brouillons", last(author.page.url()));
        invite(studio);

        var routes = routes(studio);
        for (var phone : new boolean[] {true, false}) {
            var everybody = new Everybody(studio, phone);
            for (var route : routes) {
                look(studio, everybody.at(route), route);
            }
        }
        var facilitator = Mouse.MANNER.signIn(studio, "facilitatrice@joigny.demo");
        facilitator.page.navigate("/caisses/joigny/propositions/" + stands.get("propositions"));
        facilitator.press(facilitator.page.getByText("Retirer la proposition").first());
        facilitator.look("withdrawing");
        facilitator.press(facilitator.button("Retirer la proposition"));
        facilitator.look("withdrawn");
    }

    private void look(Studio studio, Screen screen, String route) {
        var address = address(route);
        var answer = screen.context()
                .request()
                .get(address, RequestOptions.create().setMaxRedirects(0).setHeader("Accept", "text/html,*/*;q=0.8"));
        if (SIGNPOSTS.contains(route)) {
            assertThat(answer.status()).as(address).isEqualTo(303);
            return;
        }
        assertThat(answer.status()).as(address).isBetween(200, 204);
        var isPage = answer.headers().getOrDefault("content-type", "").startsWith("text/html")
                && answer.text().startsWith("<!DOCTYPE");
        if (isPage) {
            var page = screen.open(address);
            studio.axeIsClean(page, "page" + route.replaceAll("[^a-z]+", "-"));
            studio.fitsTheScreen(page);
            if (page.viewportSize().width < 500) {
                studio.thumbsFind(page);
            }
            page.close();
        }
    }

    /** The patterns of all addresses that browsers may get. */
    private static TreeSet<String> routes(Studio studio) {
        var routes = new TreeSet<String>();
        studio.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethodName().equals("GET"))
                .map(route -> route.getUriMatchTemplate().toPathString().replaceAll("\\{\\?.*", ""))
                .filter(path -> FOR_PROGRAMS.stream().noneMatch(path::startsWith))
                .filter(path -> OF_FILES.stream().noneMatch(path::startsWith))
                .forEach(routes::add);
        assertThat(routes).hasSizeGreaterThan(30);
        return routes;
    }

    private String address(String route) {
        var address = PART.matcher(route).replaceAll(part -> {
            var name = part.group(1);
            // An id is one of what stands before it.
            var before = route.substring(0, part.start()).split("/");
            var known = stands.get(name.equals("id") ? before[before.length - 1] : name);
            assertThat(known).as("what stands for {" + name + "} in " + route).isNotNull();
            return String.valueOf(known);
        });
        return address + QUESTIONS.getOrDefault(route, "");
    }

    /** Somebody is invited, and has not answered. */
    private void invite(Studio studio) {
        var office = studio.onLaptop().signIn("administratrice@joigny.demo").open("/caisses/joigny/personnes");
        var somebody = office.locator("table a[href*='/personnes/']").first();
        stands.put("person", last(somebody.getAttribute("href")));
        office.getByLabel("Nom").fill("Une invitée");
        office.getByLabel("Adresse électronique").fill(UUID.randomUUID() + "@village.test");
        office.getByLabel("observateur").first().check();
        office.getByText("Préparer l’invitation").click();
        studio.axeIsClean(office, "invitation-made");
        var link = office.getByLabel("Lien à envoyer").inputValue();
        stands.put("token", last(link));
    }

    private static String last(String address) {
        return address.replaceAll("[#?].*", "").replaceAll(".*/", "");
    }
}
