package org.cabas.rules.exchange;

import java.util.List;

/** The drawing of the decisions and their facts: decisions above, facts in rows below. Units are pixels. */
final class DmnDrawing {
    private static final int DECISION_WIDTH = 180;
    private static final int DECISION_HEIGHT = 80;
    private static final int FACT_WIDTH = 160;
    private static final int FACT_HEIGHT = 45;
    private static final int GAP = 40;
    private static final int FACTS_A_ROW = 6;
    private static final int FACTS_TOP = 260;

    private final XmlWriter xml;
    private final int facts;

    DmnDrawing(XmlWriter xml, int facts) {
        this.xml = xml;
        this.facts = facts;
    }

    /** @param decisions their ids; each needs every fact */
    void draw(List<String> decisions) {
        xml.start("dmndi:DMNDI").start("dmndi:DMNDiagram", "id", "_diagram");
        for (var i = 0; i < decisions.size(); i++) {
            shape(decisions.get(i), decisionLeft(i), GAP, DECISION_WIDTH, DECISION_HEIGHT);
        }
        for (var fact = 0; fact < facts; fact++) {
            shape(DmnNames.inputData(fact), factLeft(fact), factTop(fact), FACT_WIDTH, FACT_HEIGHT);
        }
        for (var i = 0; i < decisions.size(); i++) {
            for (var fact = 0; fact < facts; fact++) {
                var id = DmnNames.requirement(decisions.get(i), fact);
                xml.start("dmndi:DMNEdge", "id", id + "_edge", "dmnElementRef", id);
                point(factLeft(fact) + FACT_WIDTH / 2, factTop(fact));
                point(decisionLeft(i) + DECISION_WIDTH / 2, GAP + DECISION_HEIGHT);
                xml.end();
            }
        }
        xml.end().end();
    }

    private void shape(String id, int left, int top, int width, int height) {
        xml.start("dmndi:DMNShape", "id", "_" + id + "_shape", "dmnElementRef", id);
        xml.empty("dc:Bounds", "x", left, "y", top, "width", width, "height", height);
        xml.end();
    }

    private void point(int x, int y) {
        xml.empty("di:waypoint", "x", x, "y", y);
    }

    private static int decisionLeft(int index) {
        return GAP + index * (DECISION_WIDTH + 2 * GAP);
    }

    private static int factLeft(int index) {
        return GAP + index % FACTS_A_ROW * (FACT_WIDTH + GAP);
    }

    private static int factTop(int index) {
        return FACTS_TOP + index / FACTS_A_ROW * (FACT_HEIGHT + GAP);
    }
}
