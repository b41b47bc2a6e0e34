package org.cabas.rules.money;

import java.math.BigDecimal;

/** Numbers as French readers write them: a comma, and a narrow non-breaking space every three digits. */
public final class FrenchNumbers {
    private FrenchNumbers() {}

    /**
     * {@code 1450} is {@code 1 450}; {@code 65.5} of scale 2 is {@code 65,50}; a whole value loses its zero decimals.
     */
    public static String decimal(BigDecimal value) {
        var plain = value.stripTrailingZeros().scale() <= 0 ? value.setScale(0) : value;
        var text = plain.abs().toPlainString();
        var point = text.indexOf('.');
        var whole = point < 0 ? text : text.substring(0, point);
        var grouped = new StringBuilder(whole);
        for (var i = whole.length() - 3; i > 0; i -= 3) {
            grouped.insert(i, '\u202f');
        }
        var sign = value.signum() < 0 ? "-" : "";
        return sign + grouped + (point < 0 ? "" : "," + text.substring(point + 1));
    }

    /** {@code 1450} is {@code 1 450}. */
    public static String whole(long value) {
        return decimal(BigDecimal.valueOf(value));
    }
}
