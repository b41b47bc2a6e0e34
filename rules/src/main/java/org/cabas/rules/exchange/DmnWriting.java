package org.cabas.rules.exchange;

import java.util.List;
import java.util.Locale;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Row;

/** One table as the definitions of a DMN file, drawn too. */
final class DmnWriting {
    private static final String TABLE_ID = "_table";
    private static final String ROWS_TABLE_ID = "_rows_table";

    private final DecisionTable table;
    private final XmlWriter xml = new XmlWriter(DmnNames.NAMESPACES, true);

    private DmnWriting(DecisionTable table) {
        this.table = table;
    }

    static byte[] file(DecisionTable table) {
        return new DmnWriting(table).definitions();
    }

    private byte[] definitions() {
        xml.start("definitions", "id", "_definitions", "name", DmnFacts.decision(table))
                .with("namespace", "urn:cabas:table:" + table.id())
                .with("exporter", "Cabas")
                .with("exporterVersion", "1");
        types();
        var addedUp = DmnFacts.isAddedUp(table);
        decision(table.id(), DmnFacts.decision(table), TABLE_ID, true, !addedUp);
        if (addedUp) {
            decision(DmnNames.ROWS_DECISION, DmnFacts.rowsDecision(table), ROWS_TABLE_ID, false, true);
        }
        for (var i = 0; i < table.conditions().size(); i++) {
            inputData(i, table.conditions().get(i));
        }
        new DmnDrawing(xml, table.conditions().size()).draw(decisions());
        return xml.end().bytes();
    }

    private List<String> decisions() {
        return DmnFacts.isAddedUp(table) ? List.of(table.id(), DmnNames.ROWS_DECISION) : List.of(table.id());
    }

    /** The type of several choices, and of an answer that has more than one part. */
    private void types() {
        xml.start("itemDefinition", "id", "_strings", "name", DmnTypes.STRINGS, "isCollection", true)
                .element("typeRef", "string")
                .end();
        if (!DmnFacts.isAddedUp(table)) {
            xml.start("itemDefinition", "id", "_answer", "name", "tAnswer");
            for (var column : table.outcomes()) {
                component(DmnFacts.name(column), DmnTypes.of(column.type()));
            }
            component(DmnFacts.ROW, "string");
            xml.end();
            xml.start("itemDefinition", "id", "_answers", "name", "tAnswers", "isCollection", true)
                    .element("typeRef", "tAnswer")
                    .end();
        }
    }

    private void component(String name, String type) {
        xml.start("itemComponent", "id", "_answer_" + name, "name", name)
                .element("typeRef", type)
                .end();
    }

    /**
     * @param answers whether the outcomes are outputs
     * @param names whether the row's id is an output
     */
    private void decision(String id, String name, String tableId, boolean answers, boolean names) {
        xml.start("decision", "id", id, "name", name);
        if (answers) {
            xml.with("label", table.title());
            xml.start("extensionElements");
            head();
            xml.end();
        } else {
            xml.with("label", "Lignes qui comptent");
        }
        xml.empty("variable", "id", tableId + "_variable", "name", name, "typeRef", variableType(answers, names));
        for (var i = 0; i < table.conditions().size(); i++) {
            xml.start("informationRequirement", "id", DmnNames.requirement(id, i))
                    .empty("requiredInput", "href", "#" + DmnNames.inputData(i))
                    .end();
        }
        decisionTable(tableId, answers, names);
        xml.end();
    }

    private String variableType(boolean answers, boolean names) {
        if (!answers) {
            return DmnTypes.STRINGS;
        }
        if (!names) {
            return "number";
        }
        return switch (table.hitPolicy()) {
            case FIRST, UNIQUE -> "tAnswer";
            case POINTS, EVERY -> "tAnswers";
        };
    }

    private void head() {
        xml.start("cabas:tableDetails", "version", table.version())
                .with("hitPolicy", table.hitPolicy().name().toLowerCase(Locale.ROOT))
                .with("from", table.validity().from());
        var until = table.validity().until();
        if (until != null) {
            xml.with("until", until);
        }
        xml.end();
    }

    private void decisionTable(String id, boolean answers, boolean names) {
        xml.start("decisionTable", "id", id);
        switch (table.hitPolicy()) {
            case FIRST -> xml.with("hitPolicy", "FIRST");
            case UNIQUE -> xml.with("hitPolicy", "UNIQUE");
            case EVERY -> xml.with("hitPolicy", "COLLECT");
            case POINTS -> {
                xml.with("hitPolicy", "COLLECT");
                if (answers && !names) {
                    xml.with("aggregation", "SUM");
                }
            }
        }
        for (var i = 0; i < table.conditions().size(); i++) {
            input(id + "_input_" + i, table.conditions().get(i));
        }
        if (answers) {
            for (var i = 0; i < table.outcomes().size(); i++) {
                output(id + "_output_" + i, table.outcomes().get(i));
            }
        }
        if (names) {
            xml.empty("output", "id", id + "_row", "label", "Ligne", "name", DmnFacts.ROW, "typeRef", "string");
        }
        xml.empty("annotation", "name", DmnNames.VOTE);
        for (var i = 0; i < table.rows().size(); i++) {
            rule(id + "_rule_" + i, table.rows().get(i), answers, names);
        }
        xml.end();
    }

    private void input(String id, Column column) {
        var type = DmnTypes.of(column.type());
        xml.start("input", "id", id, "label", column.label());
        column(column);
        xml.start("inputExpression", "id", id + "_expression", "typeRef", type)
                .element("text", DmnFacts.name(column))
                .end();
        allowed("inputValues", id, column);
        xml.end();
    }

    private void output(String id, Column column) {
        xml.start("output", "id", id, "label", column.label(), "name", DmnFacts.name(column))
                .with("typeRef", DmnTypes.of(column.type()));
        column(column);
        allowed("outputValues", id, column);
        xml.end();
    }

    private void allowed(String name, String id, Column column) {
        var values = FeelWriting.allowed(column);
        if (!values.isEmpty()) {
            xml.start(name, "id", id + "_values").element("text", values).end();
        }
    }

    /** Everything about a column that DMN has no word for. */
    private void column(Column column) {
        xml.start("extensionElements").start("cabas:columnDetails", "id", column.id());
        xml.with("type", column.type().name().toLowerCase(Locale.ROOT)).with("mayBeUnknown", column.mayBeUnknown());
        switch (column.basis()) {
            case Basis.Fixed fixed -> {}
            case Basis.ShareOf(var amount) -> xml.with("shareOf", amount);
            case Basis.Per(var count) -> xml.with("per", count);
        }
        switch (column.domain()) {
            case Domain.Answers answers -> {}
            case Domain.Ordered(var minimum, var maximum, var step) ->
                xml.with("minimum", minimum).with("maximum", maximum).with("step", step);
            case Domain.Closed(var options) ->
                options.forEach(
                        option -> xml.empty("cabas:optionDetails", "code", option.code(), "label", option.label()));
        }
        xml.end().end();
    }

    private void rule(String id, Row row, boolean answers, boolean names) {
        xml.start("rule", "id", id);
        if (!row.note().isEmpty()) {
            xml.element("description", row.note());
        }
        if (!names) {
            xml.start("extensionElements")
                    .empty("cabas:rowDetails", "id", row.id())
                    .end();
        }
        for (var i = 0; i < row.conditions().size(); i++) {
            entry(
                    "inputEntry",
                    id + "_" + i,
                    FeelWriting.tests(
                            table.conditions().get(i), row.conditions().get(i)));
        }
        if (answers) {
            for (var i = 0; i < row.outcomes().size(); i++) {
                var literal = FeelWriting.literal(
                        table.outcomes().get(i), row.outcomes().get(i));
                entry("outputEntry", id + "_answer_" + i, literal);
            }
        }
        if (names) {
            entry("outputEntry", id + "_row", FeelWriting.string(row.id()));
        }
        xml.start("annotationEntry").element("text", row.adoptedBy()).end();
        xml.end();
    }

    private void entry(String name, String id, String text) {
        xml.start(name, "id", id).element("text", text).end();
    }

    private void inputData(int index, Column column) {
        var id = DmnNames.inputData(index);
        xml.start("inputData", "id", id, "name", DmnFacts.name(column), "label", column.label())
                .start("variable", "id", id + "_variable", "name", DmnFacts.name(column))
                .with("typeRef", DmnTypes.of(column.type()))
                .end()
                .end();
    }
}
