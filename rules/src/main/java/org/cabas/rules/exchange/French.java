package org.cabas.rules.exchange;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cabas.rules.table.Spelling;

/** How messages quote what they found, list what is accepted, and guess what was meant. */
final class French {
    /** Enough to recognise a cell by; a longer one would hide the sentence around it. */
    private static final int LONGEST_QUOTE = 60;

    /** A longer list isn't read in a message. */
    private static final int MOST_LISTED = 30;

    private French() {}

    /** The text in guillemets, shortened, with control characters shown as {@code ·}. */
    static String quoted(String text) {
        var shown = Spelling.strip(text);
        if (shown.codePointCount(0, shown.length()) > LONGEST_QUOTE) {
            shown = shown.substring(0, shown.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
        }
        var plain = new StringBuilder();
        shown.codePoints().forEach(c -> plain.appendCodePoint(isVisible(c) ? c : '·'));
        return "«\u00a0" + plain + "\u00a0»";
    }

    /** Control and direction characters could rewrite the terminal or the sentence they are shown in. */
    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The words one after the other, with how many there are when they are too many to show. */
    static String listed(List<String> words) {
        var shown = words.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return words.size() > MOST_LISTED ? shown + "… (" + words.size() + " en tout)" : shown;
    }

    /** The word that was probably meant, as a question to put into a sentence; empty when none is near. */
    static String meant(String text, Collection<String> words) {
        return closest(text, words)
                .map(word -> "\u202f; vouliez-vous dire " + quoted(word) + "\u00a0?")
                .orElse(".");
    }

    private static Optional<String> closest(String text, Collection<String> words) {
        var folded = Spelling.fold(text);
        if (folded.length() > LONGEST_QUOTE) {
            return Optional.empty();
        }
        var nearest = Math.max(1, folded.length() / 3) + 1;
        String found = null;
        for (var word : words) {
            var distance = distance(folded, Spelling.fold(word));
            if (distance < nearest) {
                nearest = distance;
                found = word;
            }
        }
        return Optional.ofNullable(found);
    }

    /** How many letters have to be added, removed or replaced (Levenshtein). */
    private static int distance(String from, String to) {
        var previous = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var current = new int[to.length() + 1];
            current[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
