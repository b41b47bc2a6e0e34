package org.cabas.rules.verify;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Wording;

/** Turns of phrase that the sentences of findings share. */
final class French {
    static final String COLON = "\u00a0: ";
    static final String SEMICOLON = "\u202f; ";

    /** How a sentence ends that a fund may disagree with. */
    static final String OR_WAIVE = ", ou écartez ce contrôle en disant pourquoi.";

    /** Rows that a sentence names before it only counts them. */
    private static final int MOST_NAMED = 5;

    private French() {}

    static String quoted(String text) {
        return "«\u00a0" + text + "\u00a0»";
    }

    /** {@code la ligne R1}; {@code les lignes R1, R2 et R3}; {@code les lignes R1, R2, R3, R4, R5 et 7 autres}. */
    static String rows(List<String> ids) {
        if (ids.size() == 1) {
            return "la ligne " + ids.getFirst();
        }
        var named = ids.size() > MOST_NAMED ? ids.subList(0, MOST_NAMED) : ids.subList(0, ids.size() - 1);
        var rest = ids.size() - named.size();
        var last = ids.size() > MOST_NAMED ? rest + (rest == 1 ? " autre" : " autres") : ids.getLast();
        return "les lignes " + String.join(", ", named) + " et " + last;
    }

    /** {@code : Famille : fruits ; Prix : 3 €}. */
    static String facts(Space space, Facts example) {
        return COLON + Wording.spoken(space.table().conditions(), example);
    }

    /** The facts of a case but one; empty when there are no others. */
    static String factsBut(Space space, Facts example, int column) {
        return IntStream.range(0, space.width())
                .filter(c -> c != column)
                .mapToObj(c -> Wording.spoken(space.axis(c).column(), example.at(c)))
                .collect(Collectors.joining(SEMICOLON));
    }

    /** What a row answers: {@code 15 €}, or {@code Allocation par adulte : 40 € ; Allocation par enfant : 20 €}. */
    static String answer(Space space, int row) {
        return answer(space, row, outcome -> true);
    }

    /** What a row answers in some of the outcome columns. */
    static String answer(Space space, int row, Predicate<Column> some) {
        var columns = space.table().outcomes();
        var values = space.outcomes(row);
        var chosen = IntStream.range(0, columns.size())
                .filter(c -> some.test(columns.get(c)))
                .toArray();
        return chosen.length == 1
                ? Wording.written(columns.get(chosen[0]), values.get(chosen[0]))
                : Arrays.stream(chosen)
                        .mapToObj(c -> Wording.spoken(columns.get(c), values.get(c)))
                        .collect(Collectors.joining(SEMICOLON));
    }
}
