package org.cabas.service.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.cabas.service.Await;
import org.cabas.service.TestClock;
import org.cabas.service.demo.data.Handles;

/** The studio as a test sees it: people at their screens, and the service behind. Everything opened closes with the test. */
public final class Studio {
    /** How long something may take to appear on a machine that is busy with other tests, in milliseconds. */
    private static final double PATIENCE = 20_000;

    private final RunningStudio running;
    private final Browser browser;
    private final String test;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    Studio(RunningStudio running, Browser browser, String test) {
        this.running = running;
        this.browser = browser;
        this.test = test;
    }

    /** Someone with a phone: 390 × 844, touch. */
    public Screen onPhone() {
        return screen(
                "phone",
                new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setIsMobile(true)
                        .setHasTouch(true));
    }

    /** Someone with a tablet that lies on the table between two people: 1024 × 768, touch. */
    public Screen onTablet() {
        return screen(
                "tablet",
                new Browser.NewContextOptions()
                        .setViewportSize(1024, 768)
                        .setIsMobile(true)
                        .setHasTouch(true));
    }

    /** Someone with a laptop: 1366 × 768. */
    public Screen onLaptop() {
        return screen("laptop", new Browser.NewContextOptions().setViewportSize(1366, 768));
    }

    /** The same at night. */
    public Screen onLaptopInTheDark() {
        return screen(
                "dark",
                new Browser.NewContextOptions().setViewportSize(1366, 768).setColorScheme(ColorScheme.DARK));
    }

    /** Someone whose browser runs no scripts. */
    public Screen withoutScripts() {
        return screen(
                "no-scripts",
                new Browser.NewContextOptions().setViewportSize(1366, 768).setJavaScriptEnabled(false));
    }

    /** A bean of the running service. */
    public <T> T bean(Class<T> type) {
        return running.context().getBean(type);
    }

    /** The service's clock. Whoever moves it puts it back: {@link TestClock#runAsUsual}. */
    public TestClock clock() {
        return bean(TestClock.class);
    }

    /** The address of a path. */
    public String address(String path) {
        return running.address() + path;
    }

    /** Asserts that axe finds nothing on the page as it is now, by WCAG 2.2 AA and best practice. */
    public void axeIsClean(Page page) {
        var found = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        assertThat(found.stream().map(Studio::inWords).toList())
                .as("what axe finds on " + page.url())
                .isEmpty();
    }

    /** The same, with a picture of what was looked at. */
    public void axeIsClean(Page page, String picture) {
        screenshot(page, picture);
        axeIsClean(page);
    }

    /** Asserts that nothing is wider than the screen: no page is scrolled sideways. */
    public void fitsTheScreen(Page page) {
        var beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(beyond).as("pixels beyond the screen on " + page.url()).isEqualTo(0);
    }

    /** Asserts that the whole page is on the screen: nobody scrolls what is projected on a wall. */
    public void isSeenAtOnce(Page page) {
        var below = page.evaluate("document.documentElement.scrollHeight - document.documentElement.clientHeight");
        assertThat(below).as("pixels below the screen on " + page.url()).isEqualTo(0);
    }

    /**
     * Asserts that whatever is there to be touched is as large as a thumb, 44 pixels each way: buttons, fields and links that stand
     * by themselves. Boxes and circles are touched together with their words; links within a sentence are as high as its line.
     */
    public void thumbsFind(Page page) {
        assertThat((List<?>) page.evaluate("""
                () => {
                    const standing = (each) => !each.matches("a:not([role])") || each.closest("nav")
                        || getComputedStyle(each).display !== "inline";
                    const target = (each) => each.matches("[type=checkbox], [type=radio]") && each.labels[0] || each;
                    return [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
                        .filter((each) => each.checkVisibility({visibilityProperty: true}) && standing(each))
                        .map((each) => [each, target(each).getBoundingClientRect()])
                        .filter(([each, box]) => box.right > 0 && box.bottom + scrollY > 0)
                        .filter(([each, box]) => box.width < 43.5 || box.height < 43.5)
                        .map(([each, box]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${each.outerHTML.slice(0, 120)}`);
                }"""))
                .as("too small to be touched on " + page.url())
                .isEmpty();
    }

    /** Presses the button with this name, and waits for the page that answers. */
    public static void press(Page page, String button) {
        page.waitForResponse(
                response -> response.request().isNavigationRequest() && response.status() / 100 != 3,
                () -> page.getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions().setName(button).setExact(true))
                        .click());
    }

    /** Looks at the page again until these words are on it, however busy the machine is. */
    public static void until(Page page, String words) {
        Await.until(words, () -> {
            try {
                if (page.locator("main").innerText().contains(words)) {
                    return true;
                }
                page.reload();
                return false;
            } catch (PlaywrightException e) {
                return false; // the page is just being exchanged for the next one
            }
        });
    }

    /** A picture of the whole page, in {@code target/screenshots/<name>-<screen>.png}. */
    public void screenshot(Page page, String name) {
        var width = page.viewportSize().width;
        var screen = width < 500 ? "phone" : width < 1100 ? "tablet" : "laptop";
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + "-" + screen + ".png")));
    }

    /** What a test expects the browser to complain about, such as an answer 422, is taken out here. */
    public void forgive(String part) {
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    void close(boolean failed) {
        for (var context : contexts) {
            if (failed) {
                for (var page : context.pages()) {
                    screenshot(page, "failed-" + test);
                }
            }
            context.close();
        }
        if (!failed) {
            assertThat(complaints).as("what the browser complained about").isEmpty();
        }
    }

    private Screen screen(String name, Browser.NewContextOptions options) {
        var context = browser.newContext(options.setBaseURL(running.address()).setLocale("fr-FR"));
        context.setDefaultTimeout(PATIENCE);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        contexts.add(context);
        return new Screen(this, context);
    }

    private static String inWords(Rule rule) {
        return rule.getId() + " (" + rule.getHelp() + "): "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .collect(Collectors.joining(" | "));
    }

    /** Someone's screen, with cookies of its own. */
    public record Screen(Studio studio, BrowserContext context) {

        /** Signs in with the password of the demonstration and ends at the home; ready to {@link #open} a page. */
        public Screen signIn(String email) {
            return signIn(email, Handles.PASSWORD);
        }

        /** Signs in with another password. */
        public Screen signIn(String email, String password) {
            var page = open("/connexion");
            page.getByLabel("Adresse électronique").fill(email);
            page.getByLabel("Mot de passe").fill(password);
            page.locator("main button[type=submit]").click();
            page.waitForURL(url -> !url.contains("/connexion"));
            page.close();
            return this;
        }

        /** Opens a path in a new tab. */
        public Page open(String path) {
            var page = context.newPage();
            page.navigate(path);
            return page;
        }
    }
}
