package org.cabas.rules.verify;

import static org.cabas.rules.verify.French.COLON;
import static org.cabas.rules.verify.French.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Wording;
import org.cabas.rules.verify.Finding.Kind;
import org.cabas.rules.verify.Finding.Severity;
import org.jspecify.annotations.Nullable;

/** What is said of cases without answer. */
final class GapSentences {

    /** What a row of a table says, by table id. */
    private static final Map<String, String> QUESTIONS = Map.of(
            "contribution", "ne dit combien cotise un foyer",
            "allocation", "ne dit combien reçoit un foyer",
            "basket_price", "ne dit ce que coûte le panier d'un foyer",
            "cofunding", "ne dit qui paie quelle part",
            "admission", "ne dit si un foyer est admis",
            "eligibility", "ne dit ce que la caisse prend en charge",
            "conventioning", "ne décide");

    /** How the one fact of a household is said, by column id. */
    private static final Map<String, String> NOUNS =
            Map.of("income", "le revenu", "family_quotient", "le quotient familial");

    private GapSentences() {}

    /** @param neighbours rows that nearly answer it, possibly none */
    static Finding gap(Space space, Region[] gap, List<String> neighbours) {
        var example = space.example(gap);
        var repair = neighbours.isEmpty()
                ? "Ajoutez une ligne."
                : "Ajoutez une ligne ou étendez une ligne voisine (" + String.join(", ", neighbours) + ").";
        return new Finding(
                Kind.GAP,
                Severity.ERROR,
                neighbours,
                space.width() == 1 ? space.axis(0).column().id() : null,
                example,
                noRow(space, example) + extent(space, gap, example) + " " + repair);
    }

    private static String noRow(Space space, Facts example) {
        var question = QUESTIONS.getOrDefault(space.table().id(), "");
        var column = space.axis(0).column();
        var noun = space.width() == 1 && question.endsWith("un foyer") ? NOUNS.get(column.id()) : null;
        if (noun != null) {
            return "Aucune ligne " + question + " dont " + noun + " est de " + Wording.written(column, example.at(0))
                    + ".";
        }
        return "Aucune ligne " + (question.isEmpty() ? "ne répond pour ce cas" : question + " dans ce cas")
                + French.facts(space, example) + ".";
    }

    /** Which cases beside the example are in the gap; nothing when there are no others. */
    private static String extent(Space space, Region[] gap, Facts example) {
        var parts = new ArrayList<String>();
        var others = false;
        for (var c = 0; c < gap.length; c++) {
            var axis = space.axis(c);
            var value = Wording.written(axis.column(), example.at(c));
            var cell = axis.inFrench(gap[c]);
            var single = cell.equals(value);
            others |= !single;
            if (!cell.isEmpty() && !(single && gap.length == 1)) {
                parts.add(axis.column().label() + COLON + cell);
            }
        }
        return !others || parts.isEmpty()
                ? ""
                : " Il en va de même pour" + COLON + String.join(French.SEMICOLON, parts) + ".";
    }

    static Finding unknownNotHandled(Space space, Region[] gap, int column) {
        var unknown = space.axis(column).column();
        var example = space.example(gap);
        var others = French.factsBut(space, example, column);
        var label = quoted(unknown.label());
        return new Finding(
                Kind.UNKNOWN_NOT_HANDLED,
                Severity.ERROR,
                List.of(),
                unknown.id(),
                example,
                "Aucune ligne ne répond quand on ne connaît pas " + label
                        + (others.isEmpty() ? "" : ", par exemple pour" + COLON + others)
                        + ". Ajoutez une ligne où " + label + " vaut " + quoted(Wording.UNKNOWN)
                        + ", ou une dernière ligne " + quoted("sinon") + ".");
    }

    /**
     * @param complete whether every case has an answer without it
     * @param unanswered a case that hasn't; null where there is none, or none was found
     */
    static Finding missingOtherwise(boolean complete, @Nullable Facts unanswered) {
        var sentence = complete
                ? "Tous les cas ont une réponse, mais la table ne finit pas par une ligne " + quoted("sinon")
                        + ". Ajoutez-en une, sans condition\u00a0: aucun cas ne restera sans réponse le jour où une autre"
                        + " ligne changera."
                : "La table ne finit pas par une ligne " + quoted("sinon")
                        + ". Ajoutez-en une, sans condition\u00a0: elle répondra à tous les cas qu'aucune autre ligne ne"
                        + " prend.";
        var severity = complete ? Severity.HINT : Severity.WARNING;
        return new Finding(Kind.MISSING_OTHERWISE, severity, List.of(), null, unanswered, sentence);
    }

    /** A finding after which others of its kind aren't told. */
    static Finding andMore(Finding last) {
        var more = switch (last.kind()) {
            case GAP, UNKNOWN_NOT_HANDLED -> " D'autres cas encore restent sans réponse.";
            case CONTRADICTION -> " D'autres lignes encore se contredisent.";
            case HARMLESS_OVERLAP -> " D'autres lignes encore se recoupent ainsi.";
            case MISSING_OTHERWISE,
                    UNREACHABLE_ROW,
                    IMPOSSIBLE_ROW,
                    REPEATED_ROW,
                    ROW_WITHOUT_EFFECT,
                    BRACKETS_ADD_UP,
                    CONTRIBUTION_FALLS,
                    STEEP_STEP,
                    ALLOCATION_SHRINKS,
                    COVERAGE_OVER_WHOLE,
                    TOO_INTRICATE -> " Il y en a d'autres.";
        };
        return new Finding(
                last.kind(), last.severity(), last.rows(), last.column(), last.example(), last.sentence() + more);
    }

    /**
     * A check that was given up.
     *
     * @param what what may remain unseen: "des cas sans réponse"
     */
    static Finding unfinished(String what) {
        return new Finding(
                Kind.TOO_INTRICATE,
                Severity.ERROR,
                List.of(),
                null,
                null,
                "Cette table est trop enchevêtrée pour être vérifiée entièrement\u00a0: " + what
                        + " ont pu échapper au contrôle. Séparez-la en plusieurs tables, ou donnez à ses lignes des"
                        + " conditions plus simples.");
    }
}
