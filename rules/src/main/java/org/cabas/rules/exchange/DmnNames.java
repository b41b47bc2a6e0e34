package org.cabas.rules.exchange;

import java.util.Map;
import java.util.Set;

/** The namespaces and ids of DMN files. Ids other than the table's begin with {@code _}, so that none is a table's. */
final class DmnNames {
    static final String MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    /** What DMN 1.2, 1.3, 1.4 and 1.5 call their elements; a table is spelled alike in all of them. */
    static final Set<String> MODELS = Set.of(
            MODEL,
            "http://www.omg.org/spec/DMN/20180521/MODEL/",
            "https://www.omg.org/spec/DMN/20211108/MODEL/",
            "https://www.omg.org/spec/DMN/20230324/MODEL/");

    /**
     * What Cabas knows of a table and DMN has no word for. No element of it has a local name that DMN uses too:
     * Drools takes any {@code column} for its own.
     */
    static final String CABAS = "urn:cabas:dmn:1";

    static final Map<String, String> NAMESPACES = Map.of(
            "", MODEL,
            "dmndi", "https://www.omg.org/spec/DMN/20191111/DMNDI/",
            "dc", "http://www.omg.org/spec/DMN/20180521/DC/",
            "di", "http://www.omg.org/spec/DMN/20180521/DI/",
            "cabas", CABAS);

    /** The annotation that holds the reference of the vote. */
    static final String VOTE = "Vote";

    /** The decision that lists the rows of a sum. */
    static final String ROWS_DECISION = "_rows";

    private DmnNames() {}

    static String inputData(int index) {
        return "_fact_" + index;
    }

    static String requirement(String decision, int index) {
        return "_" + decision + "_needs_" + index;
    }
}
