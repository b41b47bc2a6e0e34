package org.cabas.rules.table;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How ids, options and words may be spelled, and when two spellings are the same word to a reader. What a table holds
 * can always be written and read back: an option never looks like a word of the grammar.
 */
public final class Spelling {

    /** The words of a condition cell that hold for every fact, folded. */
    public static final Set<String> ANY = Set.of(
            "*", "-", "\u2013", "\u2014", "tous", "toutes", "tout", "toute", "peu importe", "indifferent", "sinon");

    /** The words for what is not known, folded. */
    public static final Set<String> UNKNOWN = Set.of("inconnu", "inconnue", "inconnus", "inconnues");

    /** A label longer than that is a sentence: it belongs in the note of a row. */
    public static final int LONGEST_OPTION = 200;

    private static final Pattern COLUMN_ID = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    private static final Pattern TABLE_ID = Pattern.compile("[a-z][a-z0-9_-]{0,59}");
    private static final Pattern ROW_ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,39}");

    /** Names of what stands beside facts and outcomes wherever decisions are listed. */
    private static final Set<String> RESERVED_IDS = Set.of("table", "version", "row", "ligne", "note", "vote");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private Spelling() {}

    /**
     * Small letters without accents, digits and {@code _}, from a letter, at most 60; not one of the reserved words.
     */
    public static boolean isColumnId(String text) {
        return COLUMN_ID.matcher(text).matches() && !RESERVED_IDS.contains(text);
    }

    /** Small letters without accents, digits, {@code _} and {@code -}, from a letter, at most 60. */
    public static boolean isTableId(String text) {
        return TABLE_ID.matcher(text).matches();
    }

    /** Letters, digits, {@code _}, {@code .} and {@code -}, from a letter or digit, at most 40. */
    public static boolean isRowId(String text) {
        return ROW_ID.matcher(text).matches();
    }

    /**
     * Whether a cell can name an option so: not blank, no blanks around it, at most {@link #LONGEST_OPTION}
     * characters, no {@code |}, {@code =} or control character, not begun by what a spreadsheet takes for a formula,
     * and not a word of the grammar.
     */
    public static boolean canNameAnOption(String text) {
        if (text.isBlank() || text.length() > LONGEST_OPTION || !text.equals(strip(text))) {
            return false;
        }
        var folded = fold(text);
        return text.chars().noneMatch(c -> c == '|' || c == '=' || Character.isISOControl(c))
                && "+-@'\u2212".indexOf(text.charAt(0)) < 0
                && !ANY.contains(folded)
                && !UNKNOWN.contains(folded)
                && !folded.startsWith("sauf ")
                && !folded.matches("(tous|toutes|tout|toute) sauf .*");
    }

    /**
     * Whether a reader takes the two for one word: case, accents, ligatures, kinds of apostrophes and spaces don't
     * count.
     */
    public static boolean same(String text, String other) {
        return fold(text).equals(fold(other));
    }

    /** Whether the two differ in case and spaces at most. */
    public static boolean sameAccents(String text, String other) {
        return lowercase(text).equals(lowercase(other));
    }

    /** The form that spellings share which differ in case and spaces at most; see {@link #sameAccents}. */
    public static String lowercase(String text) {
        return Normalizer.normalize(spaced(text).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** The form that all spellings of one word share; see {@link #same}. */
    public static String fold(String text) {
        var plain = Normalizer.normalize(spaced(text).toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        return MARKS.matcher(plain)
                .replaceAll("")
                .replace("\u0153", "oe")
                .replace("\u00e6", "ae")
                .replace('\u2019', '\'')
                .replace('\u02bc', '\'');
    }

    /** The text with every run of spaces, non-breaking ones too, as one plain space, and none around it. */
    public static String spaced(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    /** The text without blanks around it, non-breaking ones too. */
    public static String strip(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
