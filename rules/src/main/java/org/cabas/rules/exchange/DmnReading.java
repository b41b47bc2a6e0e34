package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cabas.rules.table.DecisionTable;

/** A DMN file: its decision tables, once nothing else is in it that would decide too. */
final class DmnReading {
    private static final Map<String, String> REFUSED = Map.of(
            "import", "importe un autre fichier",
            "businessKnowledgeModel", "contient un modèle de connaissance (BKM)",
            "decisionService", "contient un service de décision");

    /** What draws, documents or names; none of it decides. */
    private static final Set<String> HARMLESS = Set.of(
            "description",
            "extensionElements",
            "itemDefinition",
            "inputData",
            "knowledgeSource",
            "association",
            "group",
            "textAnnotation",
            "artifact",
            "elementCollection",
            "performanceIndicator",
            "organizationUnit",
            "DMNDI");

    private final XmlElement definitions;
    private final Problems problems = new Problems();
    private final List<Note> notes = new ArrayList<>();

    private DmnReading(XmlElement definitions) {
        this.definitions = definitions;
    }

    static FileReading read(byte[] file) {
        try {
            return new DmnReading(XmlReader.document(file)).reading();
        } catch (XmlReader.Refused refused) {
            return new FileReading.Unreadable(List.of(new Problem(refused.line(), 0, "", refused.sentence())));
        }
    }

    private FileReading reading() {
        if (!definitions.name().equals("definitions") || !DmnNames.MODELS.contains(definitions.namespace())) {
            return FileReading.refused("Ce fichier n'est pas du DMN 1.3\u00a0: exportez-le depuis Cabas, ou depuis un"
                    + " éditeur de DMN 1.3 comme Camunda Modeler.");
        }
        var decisions = new ArrayList<XmlElement>();
        for (var child : definitions.children()) {
            if (!child.namespace().equals(definitions.namespace())) {
                continue;
            }
            if (child.name().equals("decision")) {
                decisions.add(child);
            } else if (!HARMLESS.contains(child.name())) {
                refuse(
                        child,
                        "Le fichier "
                                + Optional.ofNullable(REFUSED.get(child.name()))
                                        .orElse("contient un élément «\u00a0" + child.name() + "\u00a0»"));
            }
        }
        var isOurs = decisions.stream()
                .anyMatch(decision -> DmnTableReading.details(decision).isPresent());
        decisions.removeIf(decision -> isOurs && decision.attribute("id").equals(DmnNames.ROWS_DECISION));
        if (decisions.isEmpty()) {
            problems.add(1, -1, "", "Le fichier ne contient aucune table de décision.");
        }
        var tables = tables(decisions);
        return problems.isEmpty()
                ? new FileReading.Tables(tables, notes)
                : new FileReading.Unreadable(problems.inReadingOrder());
    }

    private List<DecisionTable> tables(List<XmlElement> decisions) {
        var tables = new ArrayList<DecisionTable>();
        var types = types();
        var ids = new HashSet<String>();
        for (var decision : decisions) {
            for (var child : decision.children()) {
                if (child.name().equals("knowledgeRequirement")) {
                    refuse(child, "La décision utilise un modèle de connaissance (BKM)");
                }
            }
            var table = new DmnTableReading(decision, types, problems, notes).table();
            if (table != null && !ids.add(table.id())) {
                problems.add(
                        decision.line(),
                        -1,
                        "",
                        "Deux tables du fichier s'appellent " + French.quoted(table.id())
                                + "\u00a0: changez l'identifiant de l'une des deux.");
            } else if (table != null) {
                tables.add(table);
            }
        }
        return tables;
    }

    /** The simple types that the file names, by what they stand for. */
    private Map<String, String> types() {
        var types = new HashMap<String, String>();
        definitions
                .all("itemDefinition")
                .filter(type -> type.first("typeRef").isPresent())
                .forEach(type ->
                        types.put(type.attribute("name"), type.textOf("typeRef").strip()));
        return types;
    }

    private void refuse(XmlElement element, String what) {
        problems.add(element.line(), -1, "", what + "\u00a0: seules des tables de décision sont acceptées.");
    }
}
