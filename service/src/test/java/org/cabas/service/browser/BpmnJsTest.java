package org.cabas.service.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cabas.workflows.engine.Workflow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The diagrams in bpmn-js, which pages show them with: it opens them without a word, and draws every element where people see it. */
@InBrowser
class BpmnJsTest {
    private static final String BUNDLE = "/META-INF/resources/webjars/bpmn-js/8.0.0/dist/bpmn-viewer.production.min.js";

    /** Opens a diagram; gives what bpmn-js warns of, and the ids of the elements that it drew. */
    private static final String OPEN = """
            async diagram => {
              document.body.innerHTML = '<div id="viewer" style="height: 1000px"></div>';
              const viewer = new BpmnJS({container: '#viewer'});
              const {warnings} = await viewer.importXML(diagram);
              viewer.get('canvas').zoom('fit-viewport');
              const drawn = [...document.querySelectorAll('#viewer .djs-shape[data-element-id]')]
                .filter(each => each.getBoundingClientRect().width > 0)
                .map(each => each.dataset.elementId);
              return {warnings: warnings.map(each => each.message), drawn};
            }""";

    @ParameterizedTest
    @ValueSource(strings = {"enrollment", "conventioning", "health-follow-up"})
    void opens_every_diagram_without_a_warning_and_draws_each_of_its_elements(String process) throws IOException {
        var complaints = new ArrayList<String>();
        try (var context = Chromium.shared().newContext();
                var bundle = BpmnJsTest.class.getResourceAsStream(BUNDLE)) {
            assertThat(bundle).isNotNull();
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
            page.addScriptTag(new Page.AddScriptTagOptions()
                    .setContent(new String(bundle.readAllBytes(), StandardCharsets.UTF_8)));
            var diagram = Workflow.of(process);
            var seen = (Map<?, ?>) page.evaluate(OPEN, diagram.xml());
            assertThat((List<?>) seen.get("warnings")).isEmpty();
            var drawn = Objects.requireNonNull((List<?>) seen.get("drawn"));
            assertThat(drawn.stream().map(String::valueOf)).containsAll(diagram.elements());
        }
        assertThat(complaints).isEmpty();
    }
}
