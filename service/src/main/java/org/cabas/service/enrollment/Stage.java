package org.cabas.service.enrollment;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where a file of an enrollment stands, in the order in which files go through. */
enum Stage {
    RECEIVED("reçue"),
    INCOMPLETE("à compléter"),
    TO_COMPARE("à comparer"),
    TO_DECIDE("à décider"),
    WAITING("en attente d’une place"),
    ADMITTED("admise"),
    CARD("carte à remettre"),
    WELCOME("carte remise"),
    ACTIVE("adhérente"),
    PAUSED("en pause"),
    REFUSED("refusée"),
    WITHDRAWN("retirée par le foyer"),
    LAPSED("sans suite"),
    DUPLICATE("doublon"),
    LEFT("partie");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** In French, of a « demande » or « adhésion ». */
    String label() {
        return label;
    }

    /** As the database has it. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of that code. */
    static Stage of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        Arrays.stream(values()).forEach(stage -> labels.put(stage.code(), stage.label()));
        return Collections.unmodifiableMap(labels);
    }
}
