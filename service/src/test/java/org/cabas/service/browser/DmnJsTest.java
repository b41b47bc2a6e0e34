package org.cabas.service.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.rules.exchange.Exchange;
import org.cabas.rules.exchange.Format;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported tables in dmn-js, the viewer inside Camunda Modeler: it opens them without a word, and shows every row. */
@InBrowser
class DmnJsTest {
    private static final String DMN_JS = "/META-INF/resources/webjars/dmn-js/10.0.0/dist/";

    /** Opens a file; gives what dmn-js warns of and, for each of its decisions that are tables, what is shown. */
    private static final String OPEN = """
            async file => {
              document.body.innerHTML = '<div id="viewer" style="height: 2000px"></div>';
              const viewer = new DmnJS({container: '#viewer'});
              const said = [];
              const done = settle => (error, warnings) => {
                for (const each of [error, ...(warnings || [])].filter(Boolean)) {
                  said.push(each.message || String(each));
                }
                settle();
              };
              await new Promise(settle => viewer.importXML(file, done(settle)));
              const tables = [];
              // The import has opened the diagram already.
              for (const view of viewer.getViews().filter(each => each.type === 'decisionTable')) {
                await new Promise(settle => viewer.open(view, done(settle)));
                const shown = selector => [...document.querySelectorAll(selector)].map(each => each.innerText.trim());
                tables.push({
                  rows: shown('#viewer .tjs-table tbody tr').length,
                  inputs: shown('#viewer .tjs-table .input-label'),
                });
              }
              viewer.destroy();
              return {said, tables};
            }""";

    static List<String> rulebooks() {
        return DemonstrationFunds.rulebooks();
    }

    @ParameterizedTest
    @MethodSource("rulebooks")
    void opens_every_exported_table_without_a_warning_and_shows_each_of_its_rows(String rulebook) throws IOException {
        var complaints = new ArrayList<String>();
        try (var context = Chromium.shared().newContext()) {
            context.route("**", route -> {
                complaints.add("asked for " + route.request().url());
                route.abort();
            });
            context.onConsoleMessage(message -> {
                if (!message.type().equals("log")) {
                    complaints.add(message.type() + ": " + message.text());
                }
            });
            context.onWebError(error -> complaints.add(error.error()));
            var page = context.newPage();
            page.addScriptTag(new Page.AddScriptTagOptions().setContent(part("dmn-viewer.production.min.js")));
            for (var table : DemonstrationFunds.tables(rulebook)) {
                shows(page, table);
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static void shows(Page page, DecisionTable table) {
        var file = Exchange.write(List.of(table), Format.DMN).getFirst().bytes();
        var seen = (Map<?, ?>) page.evaluate(OPEN, new String(file, StandardCharsets.UTF_8));
        assertThat((List<?>) seen.get("said")).as(table.id()).isEmpty();
        var labels = table.conditions().stream().map(Column::label).toList();
        assertThat((List<?>) seen.get("tables")).as(table.id()).isNotEmpty().allSatisfy(each -> {
            var shown = (Map<?, ?>) each;
            assertThat(shown.get("rows")).as("rows").isEqualTo(table.rows().size());
            assertThat(shown.get("inputs")).as("labels").isEqualTo(labels);
        });
    }

    private static String part(String name) throws IOException {
        try (var part = DmnJsTest.class.getResourceAsStream(DMN_JS + name)) {
            if (part == null) {
                throw new IllegalStateException("no " + name + " of dmn-js");
            }
            return new String(part.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
