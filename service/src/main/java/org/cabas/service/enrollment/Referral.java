package org.cabas.service.enrollment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who referred a household, as the column {@code referral} of tables knows them. */
public enum Referral {
    NONE("personne\u00a0: le foyer vient de lui-même"),
    CAF("la CAF"),
    MSA("la MSA"),
    CCAS("un CCAS"),
    CPAM("la CPAM"),
    ASSOCIATION("une association"),
    THIRD_PLACE("un tiers-lieu"),
    /** Nobody knows: tables say what happens then. */
    UNKNOWN("je ne sais pas");

    /** Those who send households with an account of their own. */
    public static final List<Referral> PARTNERS = List.of(CAF, MSA, CCAS, CPAM, ASSOCIATION, THIRD_PLACE);

    private final String label;

    Referral(String label) {
        this.label = label;
    }

    /** In French, to stand after « orienté par ». */
    public String label() {
        return label;
    }

    /** The code of the option in tables. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that code. */
    public static Optional<Referral> ofCode(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
