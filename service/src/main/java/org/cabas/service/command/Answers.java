package org.cabas.service.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.cabas.rules.exchange.Problem;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Value;

/** The shapes that several commands answer in, as JSON: one object a line. */
final class Answers {
    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    /** What goes into one object. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /** One object on a line of its own. */
    static void line(PrintWriter out, Content content) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        out.println(text);
    }

    /** {@code {"file", "status": "unreadable", "message", "problems": [{"cell", "line", "column", "columnName", "message"}]}}. */
    static void unreadable(PrintWriter out, Path file, Unreadable failure) {
        line(out, json -> {
            json.writeStringField("file", file.toString());
            json.writeStringField("status", "unreadable");
            json.writeStringField("message", failure.sentences());
            problems(json, failure.problems());
        });
    }

    private static void problems(JsonGenerator json, List<Problem> problems) throws IOException {
        json.writeArrayFieldStart("problems");
        for (var problem : problems) {
            json.writeStartObject();
            json.writeStringField("cell", problem.cell());
            json.writeNumberField("line", problem.line());
            json.writeNumberField("column", problem.column());
            json.writeStringField("columnName", problem.columnName());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * A value: cents for money, a number for other quantities ({@code 12.5} for 12,5 %), an ISO date, the code of a choice, a
     * list of codes, true or false; null for unknown.
     */
    static void value(JsonGenerator json, Column column, Value value) throws IOException {
        json.writeFieldName(column.id());
        switch (value) {
            case Value.Unknown unknown -> json.writeNull();
            case Value.YesNo(var yes) -> json.writeBoolean(yes);
            case Value.Choice(var code) -> json.writeString(code);
            case Value.Choices(var codes) ->
                json.writeArray(codes.stream().sorted().toArray(String[]::new), 0, codes.size());
            case Value.Quantity(var units) -> quantity(json, column.type(), units);
        }
    }

    /** A quantity of that type. */
    static void quantity(JsonGenerator json, ColumnType type, long units) throws IOException {
        switch (type) {
            case MONEY, WHOLE, MONTH -> json.writeNumber(units);
            case DATE -> json.writeString(LocalDate.ofEpochDay(units).toString());
            case NUMBER, PERCENT -> {
                var number = BigDecimal.valueOf(units, type.decimals()).stripTrailingZeros();
                json.writeNumber(number.scale() < 0 ? number.setScale(0) : number);
            }
            case CHOICE, CHOICES, YES_NO -> throw new IllegalArgumentException(type + " has no quantities");
        }
    }
}
