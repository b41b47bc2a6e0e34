package org.cabas.service.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine's own Chromium, started once for all tests; none is ever downloaded. */
final class Chromium {
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium");

    private Chromium() {}

    private static final class Shared {
        static final Browser BROWSER = start();
    }

    static Browser shared() {
        return Shared.BROWSER;
    }

    static Optional<Path> find() {
        @Nullable String named = System.getenv("CABAS_CHROMIUM");
        return Stream.concat(Stream.ofNullable(named), USUAL_PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static boolean isRequired() {
        return "1".equals(System.getenv("CABAS_CHROMIUM_REQUIRED"));
    }

    private static Browser start() {
        var program = find().orElseThrow(
                        () -> new IllegalStateException("pages must be tested here, and there is no Chromium"));
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        // Its sandbox does not start for root, and the pages are our own.
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return browser;
    }
}
