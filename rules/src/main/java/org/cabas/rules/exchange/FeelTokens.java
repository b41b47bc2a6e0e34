package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words of a FEEL text, one after the other. No word is ever evaluated. */
final class FeelTokens {
    private static final Pattern WORD =
            Pattern.compile("\\d+(?:\\.\\d+)?|\\.\\d+|\\.\\.|<=|>=|!=|[\\p{L}_][\\p{L}\\p{N}_]*+|.", Pattern.DOTALL);

    /** What may stand before a bracket without being called. */
    private static final List<String> CALLED = List.of("not", "contains", "date", "and", "or");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    /** The words of a text; a character that starts none is a word, which no grammar accepts. */
    FeelTokens(String text) {
        var word = WORD.matcher(text);
        var at = 0;
        while (at < text.length()) {
            var c = text.charAt(at);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                at++;
                continue;
            }
            var end = c == '"'
                    ? endOfString(text, at)
                    : word.region(at, text.length()).lookingAt() ? word.end() : at + 1;
            tokens.add(text.substring(at, end));
            at = end;
        }
    }

    /** Behind the quotation mark that closes the string; behind the opening one when none does. */
    private static int endOfString(String text, int start) {
        for (var i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return start + 1;
    }

    boolean isEmpty() {
        return next >= tokens.size();
    }

    /** The next word, empty at the end. */
    String peek() {
        return isEmpty() ? "" : tokens.get(next);
    }

    String take() {
        var token = peek();
        next++;
        return token;
    }

    /** Takes the words if they come next, all of them or none. */
    boolean takes(String... words) {
        if (next + words.length > tokens.size()
                || !tokens.subList(next, next + words.length).equals(List.of(words))) {
            return false;
        }
        next += words.length;
        return true;
    }

    boolean has(String word) {
        return tokens.contains(word);
    }

    /** Whether some name is called with arguments, beside what the closed grammar calls. */
    boolean callsSomething() {
        for (var i = 1; i < tokens.size(); i++) {
            var name = tokens.get(i - 1);
            if (tokens.get(i).equals("(") && Character.isLetter(name.charAt(0)) && !CALLED.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
