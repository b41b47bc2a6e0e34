package org.cabas.service.product;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.jspecify.annotations.Nullable;

/** A product as a line of a file writes it, with everything that is wrong with that. */
final class ProductDraft {
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_LABELS = 2000;

    /** What is shown of a value that is wrong. */
    private static final int LONGEST_SHOWN = 60;

    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s\\u00A0\\u202F]+");
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");
    private static final Pattern TAG = Pattern.compile("\\p{Lower}{2,3}:[^\\p{Z}\\p{Cntrl},;|]+");
    private static final Pattern BETWEEN_TAGS = Pattern.compile("[\\s,;|]+");
    private static final Pattern NOVA = Pattern.compile("[1-4]");
    private static final List<String> UNKNOWN = List.of("", "unknown", "inconnu", "?");
    private static final List<String> NONE = List.of("-", "none", "aucun");

    private final List<String> faults = new ArrayList<>();
    private @Nullable Gtin gtin;
    private String name = "";
    private String family = "";
    private @Nullable String labels;
    private @Nullable Integer novaGroup;
    private @Nullable String origin;

    /** The article number as printed. */
    void gtin(String printed) {
        var digits = BETWEEN_DIGITS.matcher(printed).replaceAll("");
        gtin = Gtin.read(digits).orElse(null);
        if (digits.isEmpty()) {
            fault("gtin.absent");
        } else if (gtin == null) {
            fault(isOfLengthOfGtin(digits) ? "gtin.check" : "gtin.length", shown(digits));
        }
    }

    private static boolean isOfLengthOfGtin(String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && List.of(8, 12, 13, 14).contains(digits.length());
    }

    void name(String written) {
        name = Normalizer.normalize(NOT_SHOWN.matcher(written).replaceAll(" ").strip(), Normalizer.Form.NFC);
        var length = name.codePointCount(0, name.length());
        if (name.isEmpty()) {
            fault("name.absent");
        } else if (length > LONGEST_NAME) {
            fault("name.long", length, LONGEST_NAME);
        }
    }

    /** The family by its code or as people call it. */
    void family(String written) {
        if (written.isBlank()) {
            fault("family.absent");
            return;
        }
        var code = code(Vocabulary.PRODUCT_FAMILIES, written);
        if (code == null) {
            fault("family.unknown", shown(written), codes(Vocabulary.PRODUCT_FAMILIES));
        } else {
            family = code;
        }
    }

    /** The family by the categories of Open Food Facts. */
    void categories(Collection<String> tags) {
        if (tags.isEmpty()) {
            fault("categories.absent");
            return;
        }
        TagMapping.family(tags)
                .ifPresentOrElse(
                        found -> family = found, () -> fault("categories.unknown", shown(String.join(", ", tags))));
    }

    /** Labels as tags of Open Food Facts; nothing is "nobody knows", a dash is "it has none". */
    void labels(String written) {
        if (NONE.contains(written.strip().toLowerCase(Locale.ROOT))) {
            labels = "";
        } else {
            labels(tags(written));
        }
    }

    /** Labels as tags of Open Food Facts, where none means that nobody has written any. */
    void labels(Collection<String> tags) {
        var known = new TreeSet<String>();
        for (var tag : tags) {
            if (!TAG.matcher(tag).matches()) {
                fault("labels.unreadable", shown(tag));
            }
            known.add(tag);
        }
        var written = String.join(" ", known);
        if (written.length() > LONGEST_LABELS) {
            fault("labels.long", written.length(), LONGEST_LABELS);
        }
        labels = known.isEmpty() ? null : written;
    }

    void nova(String written) {
        var group = written.strip();
        if (UNKNOWN.contains(group.toLowerCase(Locale.ROOT))) {
            return;
        }
        if (NOVA.matcher(group).matches()) {
            novaGroup = Integer.valueOf(group);
        } else {
            fault("nova.wrong", shown(group));
        }
    }

    /** The origin by its code or as people call it. */
    void origin(String written) {
        if (UNKNOWN.contains(written.strip().toLowerCase(Locale.ROOT))) {
            return;
        }
        origin = code(Vocabulary.ORIGINS, written);
        if (origin == null) {
            fault("origin.unknown", shown(written), codes(Vocabulary.ORIGINS));
        }
    }

    /** The origin by the origins of Open Food Facts. */
    void origins(Collection<String> tags) {
        origin = TagMapping.origin(tags).orElse(null);
    }

    /** Tags that are written in one text, as the exports do. */
    static List<String> tags(String written) {
        return BETWEEN_TAGS
                .splitAsStream(written.strip())
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /** What the line is; twice the same number is a fault of the second line. */
    ProductRow row(long line, SeenGtins seen) {
        if (faults.isEmpty() && gtin != null) {
            var before = seen.before(gtin, line);
            if (before == 0) {
                return new ProductRow.Sound(line, new Product(gtin.digits(), name, family, labels, novaGroup, origin));
            }
            fault("gtin.twice", gtin.digits(), before);
        }
        return new ProductRow.Faulty(line, faults);
    }

    private void fault(String key, Object... blanks) {
        faults.add(ImportWording.say(key, blanks));
    }

    private static @Nullable String code(Domain.Closed list, String written) {
        var word = written.strip();
        return list.options().stream()
                .filter(option ->
                        option.code().equalsIgnoreCase(word) || option.label().equalsIgnoreCase(word))
                .map(Domain.Option::code)
                .findFirst()
                .orElse(null);
    }

    private static String codes(Domain.Closed list) {
        return list.options().stream().map(Domain.Option::code).collect(Collectors.joining(", "));
    }

    private static String shown(String value) {
        var clean = NOT_SHOWN.matcher(value).replaceAll(" ").strip();
        return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "…";
    }
}
