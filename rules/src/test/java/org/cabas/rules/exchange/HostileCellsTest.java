package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cabas.rules.exchange.OneCell.Place;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Spelling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Quotes, backslashes, Java, FEEL, HTML and formulas in cells: where text may stand they are text and come back letter by letter; where a
 * condition or an answer has to stand they are refused at their cell.
 */
class HostileCellsTest {
    private static final List<String> TEXTS = List.of(
            // Quotes and backslashes.
            "il dit \"oui\" et l'autre «\u00a0non\u00a0»",
            "C:\\temp\\nouveau\\",
            "\\\" + \\\\",
            // Java.
            "\"); java.lang.Runtime.getRuntime().exec(\"id\"); //",
            "new java.io.File(\"x\").createNewFile()",
            "${7*7} #{T(java.lang.System).exit(1)}",
            // FEEL.
            "function() external {java: {class: \"java.lang.Runtime\", method signature: \"getRuntime()\"}}",
            "if income > 0 then 1 else 2",
            "some x in [1, 2] satisfies x > 1",
            // HTML.
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "&lt;b&gt;gras&lt;/b&gt; &amp;#60;",
            // Formulas.
            "=cmd|'/c calc'!A0",
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(A1:A3)",
            "=HYPERLINK(\"http://example.org/?\"&B1;\"ici\")",
            "\t=1+1",
            // SQL, for good measure.
            "'; drop table decision; --");

    static Stream<Arguments> cells() {
        return Arrays.stream(Format.values())
                .flatMap(format -> Arrays.stream(Place.values())
                        .flatMap(place -> TEXTS.stream().map(text -> Arguments.of(format, place, text))));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("cells")
    void what_has_no_place_in_a_condition_or_an_answer_is_refused_at_its_cell_in_one_sentence(
            Format format, Place place, String text) throws IOException {
        assertThat(Refusals.of("table." + format.extension(), OneCell.file(format, place, text)))
                .hasSize(place == Place.PLACE && format != Format.DMN && text.contains("|") ? 2 : 1) // a list of two
                .allSatisfy(sentence -> assertThat(sentence)
                        .contains(format == Format.DMN ? "ligne " : place.cell(), place.label)
                        .endsWith(".")
                        .doesNotContain("Exception", "org.cabas", "java.util"));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void where_text_may_stand_it_is_text_and_comes_back_letter_by_letter(Format format) {
        for (var text : TEXTS) {
            var table = withText(text);
            var file = Exchange.write(List.of(table), format).getFirst();
            assertThat(Refusals.tables(file.name(), file.bytes()).tables())
                    .as(text)
                    .containsExactly(table);
        }
    }

    /** The text as title, label, name of a value, note and vote. */
    private static DecisionTable withText(String text) {
        var table = OneCell.TABLE;
        var conditions = new ArrayList<Column>();
        for (var column : table.conditions()) {
            var domain = column.domain() instanceof Domain.Closed && Spelling.canNameAnOption(text)
                    ? new Domain.Closed(List.of(new Domain.Option("shop", text), new Domain.Option("farm", "Ferme")))
                    : column.domain();
            conditions.add(new Column(
                    column.id(),
                    column.id().equals("place") ? text : column.label(),
                    column.type(),
                    domain,
                    column.mayBeUnknown(),
                    column.basis()));
        }
        var rows = table.rows().stream()
                .map(row -> new Row(row.id(), row.conditions(), row.outcomes(), text, text))
                .toList();
        return new DecisionTable(
                table.id(), text, 0, table.hitPolicy(), conditions, table.outcomes(), rows, table.validity());
    }
}
