package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decision models that other modelers wrote, and those that are refused before anything could run them. */
class DmnImportTest {
    /** As a modeler writes a table whose author chose names, types and cells. */
    private static final String PLAIN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="DRD" namespace="http://camunda.org/schema/1.0/dmn">
              <decision id="Decision_1xyz" name="Panier du mois">
                <decisionTable id="t" hitPolicy="FIRST">
                  <input id="i1" label="Type de lieu"><inputExpression id="e1" typeRef="string"><text>place</text></inputExpression></input>
                  <input id="i2" label="Distance"><inputExpression id="e2" typeRef="number"><text>distance</text></inputExpression></input>
                  <input id="i3" label="Bio"><inputExpression id="e3" typeRef="boolean"><text>organic</text></inputExpression></input>
                  <input id="i4"><inputExpression id="e4" typeRef="date"><text>since</text></inputExpression></input>
                  <output id="o1" label="Prise en charge" name="coverage" typeRef="number"/>
                  <output id="o2" name="message" typeRef="string"/>
                  <rule id="DecisionRule_1"><description>Une note</description>
                    <inputEntry id="a1"><text>"shop","farm"</text></inputEntry>
                    <inputEntry id="a2"><text>&lt; 5</text></inputEntry>
                    <inputEntry id="a3"><text>true</text></inputEntry>
                    <inputEntry id="a4"><text>&gt;= date("2026-03-07")</text></inputEntry>
                    <outputEntry id="b1"><text>70.5</text></outputEntry>
                    <outputEntry id="b2"><text>"oui bien"</text></outputEntry>
                  </rule>
                  <rule id="DecisionRule_2">
                    <inputEntry id="c1"><text>not("shop")</text></inputEntry>
                    <inputEntry id="c2"><text>[5..10]</text></inputEntry>
                    <inputEntry id="c3"><text>null</text></inputEntry>
                    <inputEntry id="c4"><text></text></inputEntry>
                    <outputEntry id="d1"><text>0</text></outputEntry>
                    <outputEntry id="d2"><text>"à voir"</text></outputEntry>
                  </rule>
                  <rule id="DecisionRule_3">
                    <inputEntry id="f1"><text>-</text></inputEntry><inputEntry id="f2"><text>-</text></inputEntry>
                    <inputEntry id="f3"><text>-</text></inputEntry><inputEntry id="f4"><text>-</text></inputEntry>
                    <outputEntry id="g1"><text>0</text></outputEntry><outputEntry id="g2"><text>"à voir"</text></outputEntry>
                  </rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withCell(String cell) {
        return bytes(PLAIN.replace("[5..10]", cell.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static byte[] withDecision(String expression) {
        var start = PLAIN.indexOf("<decisionTable");
        var end = PLAIN.indexOf("</decision>");
        return bytes(PLAIN.substring(0, start) + expression + PLAIN.substring(end));
    }

    @Test
    void a_table_of_another_modeler_is_read_and_what_was_understood_is_noted() {
        var read = Refusals.tables("panier.dmn", bytes(PLAIN));
        var table = read.tables().getFirst();
        assertThat(table.title()).isEqualTo("Panier du mois");
        assertThat(table.hitPolicy()).isEqualTo(HitPolicy.FIRST);
        assertThat(table.conditions()).extracting(Column::id).containsExactly("place", "distance", "organic", "since");
        assertThat(table.conditions())
                .extracting(Column::type)
                .containsExactly(ColumnType.CHOICE, ColumnType.NUMBER, ColumnType.YES_NO, ColumnType.DATE);
        assertThat(table.outcomes()).extracting(Column::label).containsExactly("Prise en charge", "message");
        assertThat(table.rows()).extracting(Row::id).containsExactly("R1", "R2", "R3");
        var first = table.rows().getFirst();
        assertThat(first.note()).isEqualTo("Une note");
        assertThat(first.conditions())
                .containsExactly(
                        new Condition.OneOf(Set.of("shop", "farm")),
                        Condition.atMost(4_0000),
                        Condition.YES,
                        Condition.atLeast(LocalDate.of(2026, 3, 7).toEpochDay()));
        assertThat(first.outcomes()).containsExactly(new Value.Quantity(70_5000), new Value.Choice("oui bien"));
        assertThat(table.rows().get(1).conditions())
                .containsExactly(
                        new Condition.NoneOf(Set.of("shop")),
                        new Condition.Between(5_0000, 10_0000),
                        Condition.UNKNOWN,
                        Condition.ANY);
        assertThat(read.notes())
                .extracting(Note::inFrench)
                .anySatisfy(note -> assertThat(note).contains("valable"))
                .anySatisfy(note -> assertThat(note).contains("not(…)", "inconnu"))
                .anySatisfy(note -> assertThat(note).contains("Distance", "pas"))
                .anySatisfy(note -> assertThat(note).contains("R1 à R3"));
        assertThat(Refusals.tables("x.dmn", DmnFormat.write(table)).tables()).containsExactly(table);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "function(x) x + 1 | fonction",
                "function() external {java: {class: \"java.lang.Runtime\", method signature: \"exit(int)\"}} | fonction",
                "java.lang.Runtime.getRuntime().exec(\"id\") | fonction",
                "count([1,2]) | fonction",
                "matches(?, \"(a+)+\") | fonction",
                "{a: 1} | contexte",
                "if true then 1 else 2 | condition lisible",
                "for x in [1] return x | condition lisible",
                "distance + 1 | condition lisible",
                "5 < 6 | condition lisible",
                "fruits | condition lisible",
                "\"fruits | condition lisible",
                "[1..2 | condition lisible",
                "1,2,9 | une ligne par",
                "not(5) | une ligne par",
                "\"abc\" | attend",
                "date(\"2026-02-30\") | condition lisible",
                "0.00001 | trop précis",
                "99999999999999999999 | trop grand"
            })
    void a_cell_beyond_the_closed_grammar_is_refused_at_its_place(String cell, String word) {
        var problems = Refusals.of("panier.dmn", withCell(cell.strip()));
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(
                        sentence -> assertThat(sentence).startsWith("ligne ").endsWith("."));
        assertThat(problems).anySatisfy(sentence -> assertThat(sentence).contains("Distance", word));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<literalExpression><text>1+1</text></literalExpression> | formule",
                "<context><contextEntry><literalExpression><text>1</text></literalExpression></contextEntry></context> | contexte",
                "<invocation><literalExpression><text>f</text></literalExpression></invocation> | appel de fonction",
                "<functionDefinition kind=\"Java\"/> | fonction",
                "<relation/> | relation",
                "'' | pas de table"
            })
    void a_decision_that_is_no_table_is_refused(String expression, String word) {
        Refusals.oneSentence("panier.dmn", withDecision(expression), word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<import namespace=\"x\" locationURI=\"http://example.org/x.dmn\" importType=\"x\"/> | importe un autre fichier",
                "<businessKnowledgeModel id=\"b\" name=\"b\"/> | BKM",
                "<decisionService id=\"s\" name=\"s\"/> | service de décision",
                "<surprise/> | surprise"
            })
    void what_decides_beside_tables_is_refused(String element, String word) {
        Refusals.oneSentence("panier.dmn", bytes(PLAIN.replace("<decision id", element + "<decision id")), word);
    }

    @Test
    void knowledge_and_other_languages_are_refused() {
        Refusals.oneSentence(
                "panier.dmn",
                bytes(
                        PLAIN.replace(
                                "<decisionTable id",
                                "<knowledgeRequirement><requiredKnowledge href=\"#b\"/></knowledgeRequirement><decisionTable id")),
                "BKM");
        Refusals.oneSentence(
                "panier.dmn",
                bytes(PLAIN.replace(
                        "<inputEntry id=\"c2\">", "<inputEntry id=\"c2\" expressionLanguage=\"javascript\">")),
                "javascript");
        Refusals.oneSentence(
                "panier.dmn", bytes(PLAIN.replace("<text>distance</text>", "<text>distance(1)</text>")), "sans calcul");
        Refusals.oneSentence("panier.dmn", bytes(PLAIN.replace("\"FIRST\"", "\"PRIORITY\"")), "PRIORITY");
        Refusals.oneSentence(
                "panier.dmn", bytes(PLAIN.replace("\"FIRST\"", "\"COLLECT\" aggregation=\"MAX\"")), "COLLECT MAX");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE definitions [<!ENTITY x \"y\">]>",
                "<!DOCTYPE definitions SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE d [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
            })
    void document_types_are_never_read(String doctype) {
        Refusals.oneSentence("panier.dmn", bytes(PLAIN.replace("<definitions", doctype + "<definitions")), "DOCTYPE");
    }

    @Test
    void depth_and_size_have_limits() {
        Refusals.oneSentence("panier.dmn", bytes("<a>".repeat(100_000) + "</a>".repeat(100_000)), "limites");
        Refusals.oneSentence("panier.dmn", bytes("<definitions>" + " ".repeat(DmnFormat.MOST_BYTES)), "20 Mo");
        var many = PLAIN.replace("</decisionTable>", "<rule id=\"x\"/>".repeat(10_001) + "</decisionTable>");
        assertThat(Refusals.of("panier.dmn", bytes(many)))
                .anySatisfy(s -> assertThat(s).contains("trop de lignes"));
    }

    @Test
    void every_bad_cell_is_told_at_once() {
        var bad = PLAIN.replace("[5..10]", "abc(1)").replace("&lt; 5", "x").replace("70.5", "f(2)");
        assertThat(Refusals.of("panier.dmn", bytes(bad))).hasSize(3);
    }

    @Test
    void rows_added_in_a_modeler_get_ids_and_copies_too() {
        var table = DemonstrationFunds.tables("joigny").get(1);
        var text = new String(DmnFormat.write(table), StandardCharsets.UTF_8);
        var added = text.replaceFirst("<text>\"R2\"</text>", "<text>\"R1\"</text>")
                .replaceFirst("<text>\"R3\"</text>", "<text></text>");
        var read = Refusals.tables("x.dmn", bytes(added));
        assertThat(read.tables().getFirst().rows()).extracting(Row::id).startsWith("R1", "R12", "R13", "R4");
        assertThat(read.notes()).hasSize(2);
    }

    @Test
    void what_was_changed_in_a_modeler_is_what_is_read() {
        var table = DemonstrationFunds.tables("joigny").get(1);
        var text = new String(DmnFormat.write(table), StandardCharsets.UTF_8);
        var changed = text.replaceFirst("\\[0\\.\\.600]", "[0..500]")
                .replaceFirst("name=\"Contribution\" label", "name=\"Barème\" label");
        var read = Refusals.tables("x.dmn", bytes(changed)).tables().getFirst();
        assertThat(read.title()).isEqualTo("Barème");
        assertThat(read.rows().getFirst().conditions()).isEqualTo(List.of(new Condition.Between(0, 500_00)));
    }
}
