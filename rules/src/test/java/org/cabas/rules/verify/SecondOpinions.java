package org.cabas.rules.verify;

import com.gs.dmn.DMNModelRepository;
import com.gs.dmn.log.NopBuildLogger;
import com.gs.dmn.serialization.xstream.XMLDMNSerializer;
import com.gs.dmn.transformation.InputParameters;
import com.gs.dmn.validation.DMNValidator;
import com.gs.dmn.validation.SweepMissingIntervalValidator;
import com.gs.dmn.validation.SweepMissingRuleValidator;
import com.gs.dmn.validation.SweepRuleOverlapValidator;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cabas.rules.exchange.DmnFacts;
import org.cabas.rules.exchange.DmnFormat;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.kie.api.io.Resource;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.dmn.validation.DMNValidator.Validation;
import org.kie.dmn.validation.dtanalysis.DMNDTAnalyser;
import org.kie.dmn.validation.dtanalysis.model.DTAnalysis;
import org.kie.dmn.validation.dtanalysis.model.Hyperrectangle;
import org.kie.internal.io.ResourceFactory;

/** What kie-dmn-validation and jDMN say of exported tables. */
final class SecondOpinions {
    private static final String ANY = "*";
    private static final Pattern MISSING_RULE = Pattern.compile("missing rule '\\[(.*)]' in");
    private static final Pattern MISSING_INTERVAL =
            Pattern.compile("Intervals? '(.*)' (?:are|is) not covered for column (\\d+) in");
    private static final Pattern OVERLAP = Pattern.compile("rules '\\[(.*?)]'");
    private static final Pattern SIDE = Pattern.compile("[\\[(][^,)\\]]*, [^)\\]]*[)\\]]|\\{[^}]*}");
    private static final Pattern COMMA = Pattern.compile(", ");

    private SecondOpinions() {}

    /** One analysis a table. */
    static List<DTAnalysis> ofKie(List<DecisionTable> tables) {
        var files = new ArrayList<Resource>();
        for (var table : tables) {
            files.add(
                    ResourceFactory.newByteArrayResource(DmnFormat.write(table)).setSourcePath(table.id() + ".dmn"));
        }
        var runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(files)
                .getOrElseThrow(e -> new IllegalStateException("a file that Drools can't read", e));
        var analyser = new DMNDTAnalyser(List.of());
        return tables.stream()
                .map(table -> analyser.analyse(
                                runtime.getModel("urn:cabas:table:" + table.id(), DmnFacts.decision(table)),
                                EnumSet.of(Validation.ANALYZE_DECISION_TABLE))
                        .getFirst())
                .toList();
    }

    /** Whether a case lies in a gap. A gap that holds whatever the last columns are has no sides for them. */
    static boolean holds(Hyperrectangle gap, DecisionTable table, Facts facts) {
        for (var c = 0; c < gap.getEdges().size(); c++) {
            var value = DmnFacts.value(table.conditions().get(c), facts.at(c));
            if (!gap.getEdges().get(c).asRangeIncludes(value)) {
                return false;
            }
        }
        return true;
    }

    /** Boxes of gaps as jDMN's messages write them, one side a column: {@code (3, 5)}, {@code {true}}, or anything. */
    static List<List<String>> gapsOfJdmn(DecisionTable table) {
        var boxes = new ArrayList<List<String>>();
        var log = new NopBuildLogger();
        for (var message : messages(table, new SweepMissingRuleValidator(log, false))) {
            var found = MISSING_RULE.matcher(message);
            if (!found.find()) {
                throw new IllegalStateException(message);
            }
            boxes.add(sides(found.group(1)).toList());
        }
        for (var message : messages(table, new SweepMissingIntervalValidator(log))) {
            var found = MISSING_INTERVAL.matcher(message);
            if (!found.find()) {
                throw new IllegalStateException(message);
            }
            var column = Integer.parseInt(found.group(2)) - 1;
            sides(found.group(1)).forEach(side -> {
                var box = new ArrayList<>(Collections.nCopies(table.conditions().size(), ANY));
                box.set(column, side);
                boxes.add(box);
            });
        }
        return boxes;
    }

    private static Stream<String> sides(String text) {
        return SIDE.matcher(text).results().map(side -> side.group());
    }

    /** Whether a case lies inside a box, its bounds left out. */
    static boolean holds(List<String> box, DecisionTable table, Facts facts) {
        for (var c = 0; c < box.size(); c++) {
            var side = box.get(c);
            if (side.equals(ANY)) {
                continue;
            }
            var value = DmnFacts.value(table.conditions().get(c), facts.at(c));
            var parts = COMMA.split(side.substring(1, side.length() - 1));
            var inside = value instanceof BigDecimal number
                    ? number.doubleValue() > bound(parts[0]) && number.doubleValue() < bound(parts[1])
                    : Arrays.asList(parts).contains(String.valueOf(value));
            if (!inside) {
                return false;
            }
        }
        return true;
    }

    private static double bound(String text) {
        return text.endsWith("Infinity")
                ? text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
                : Double.parseDouble(text);
    }

    /** Groups of rows that overlap, by their places from 1. */
    static List<List<Integer>> overlapsOfJdmn(DecisionTable table) {
        return messages(table, new SweepRuleOverlapValidator(new NopBuildLogger())).stream()
                .flatMap(message -> OVERLAP.matcher(message).results())
                .map(rows ->
                        COMMA.splitAsStream(rows.group(1)).map(Integer::valueOf).toList())
                .toList();
    }

    private static List<String> messages(DecisionTable table, DMNValidator validator) {
        var file = new String(DmnFormat.write(table), StandardCharsets.UTF_8);
        var model = new XMLDMNSerializer(new NopBuildLogger(), new InputParameters()).readModel(new StringReader(file));
        return validator.validate(new DMNModelRepository(model));
    }
}
