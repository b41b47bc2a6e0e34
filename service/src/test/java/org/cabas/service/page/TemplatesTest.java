package org.cabas.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every template, whoever writes it. */
class TemplatesTest {
    private static final Path VIEWS = Path.of("src/main/resources/views");
    private static final Path STATIC = Path.of("src/main/resources/static");

    /** What would put a text of somebody's into the page as markup, or run something that is written in it. */
    private static final List<Pattern> FORBIDDEN = List.of(
            Pattern.compile("utext"),
            Pattern.compile("\\[\\("),
            Pattern.compile("<style", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\s(?:th:)?style\\s*=", Pattern.CASE_INSENSITIVE),
            Pattern.compile("<script(?![^>]*src)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\s(?:th:)?on[a-z]+\\s*=", Pattern.CASE_INSENSITIVE),
            Pattern.compile("hx-on", Pattern.CASE_INSENSITIVE),
            Pattern.compile("hx-vals\\s*=\\s*[\"']js:", Pattern.CASE_INSENSITIVE),
            Pattern.compile("javascript:", Pattern.CASE_INSENSITIVE),
            Pattern.compile("th:inline"),
            Pattern.compile("(?:src|href)\\s*=\\s*[\"'](?:https?:)?//", Pattern.CASE_INSENSITIVE));

    static Stream<Path> templates() throws IOException {
        return files(VIEWS, ".html");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nothing_in_a_template_runs_and_no_text_becomes_markup(Path template) throws IOException {
        var text = withoutComments(template);
        for (var forbidden : FORBIDDEN) {
            assertThat(forbidden
                            .matcher(text)
                            .results()
                            .map(match -> match.group())
                            .toList())
                    .as(template + ": " + forbidden)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_form_that_changes_something_carries_its_token(Path template) throws IOException {
        var forms = Pattern.compile("<form\\b.*?</form>", Pattern.DOTALL).matcher(withoutComments(template));
        while (forms.find()) {
            if (forms.group().contains("method=\"post\"")) {
                assertThat(forms.group()).as(template.toString()).containsAnyOf("page/parts :: csrf", "name=\"csrf\"");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whoever_follows_a_mistake_to_its_group_of_answers_is_there_with_a_keyboard_too(Path template)
            throws IOException {
        var groups = Pattern.compile("<fieldset\\b[^>]*\\bid=[^>]*>").matcher(withoutComments(template));
        while (groups.find()) {
            assertThat(groups.group()).as(template.toString()).contains("tabindex=\"-1\"");
        }
    }

    @Test
    void style_sheets_and_scripts_load_nothing_from_elsewhere() throws IOException {
        for (var file :
                Stream.concat(files(STATIC, ".css"), files(STATIC, ".js")).toList()) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain("url(http", "url(//", "@import", "eval(", "new Function(", "innerHTML");
        }
    }

    private static String withoutComments(Path template) throws IOException {
        return Pattern.compile("<!--.*?-->", Pattern.DOTALL)
                .matcher(Files.readString(template))
                .replaceAll("");
    }

    private static Stream<Path> files(Path below, String ending) throws IOException {
        try (var found = Files.walk(below)) {
            return found.filter(file -> file.toString().endsWith(ending)).toList().stream();
        }
    }
}
