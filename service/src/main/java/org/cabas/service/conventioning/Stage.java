package org.cabas.service.conventioning;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where the file of a conventioning stands, in the order in which files go through. */
enum Stage {
    RECEIVED("reçue"),
    INCOMPLETE("à compléter"),
    TO_VISIT("à visiter"),
    TO_VOTE("au comité"),
    TO_SIGN("à signer"),
    IN_FORCE("conventionnée"),
    SUSPENDED("suspendue"),
    NOTICE("en préavis"),
    REFUSED("refusée"),
    WITHDRAWN("retirée par le lieu"),
    LAPSED("sans suite"),
    ENDED("terminée");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** In French, of a « candidature » or « convention ». */
    String label() {
        return label;
    }

    /** As the database has it. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        Arrays.stream(values()).forEach(stage -> labels.put(stage.code(), stage.label()));
        return Collections.unmodifiableMap(labels);
    }
}
