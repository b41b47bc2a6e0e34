package org.cabas.service.followup;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where a follow-up stands, in the order in which files go through; of somebody's health it tells nothing. */
enum Stage {
    OFFERED("proposé"),
    FOLLOWED("en cours"),
    CLOSED("terminé"),
    DECLINED("sans suivi"),
    UNANSWERED("sans réponse"),
    WITHDRAWN("consentement retiré");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** In French, of a « suivi ». */
    String label() {
        return label;
    }

    /** As the database has it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        Arrays.stream(values()).forEach(stage -> labels.put(stage.code(), stage.label()));
        return Collections.unmodifiableMap(labels);
    }
}
