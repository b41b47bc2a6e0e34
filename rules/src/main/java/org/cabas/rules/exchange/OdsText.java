package org.cabas.rules.exchange;

/**
 * Texts of OpenDocument cells: a paragraph a line, {@code text:tab} for a tab, {@code text:s} for the blanks that XML
 * would lose. A carriage return has no form of its own there.
 */
final class OdsText {
    private OdsText() {}

    /** The text of the cell that is open. */
    static void write(XmlWriter xml, String text) {
        for (var line : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            xml.start("text:p");
            line(xml, line);
            xml.end();
        }
    }

    private static void line(XmlWriter xml, String line) {
        var plain = new StringBuilder();
        var blanks = 0;
        for (var i = 0; i <= line.length(); i++) {
            var c = i < line.length() ? line.charAt(i) : '\n';
            if (c == ' ') {
                blanks++;
                continue;
            }
            if (blanks == 1 && i < line.length() && i > 1) {
                plain.append(' ');
            } else if (blanks > 0) {
                flush(xml, plain);
                xml.empty("text:s", "text:c", blanks);
            }
            blanks = 0;
            if (c == '\t') {
                flush(xml, plain);
                xml.empty("text:tab");
            } else if (i < line.length()) {
                plain.append(c);
            }
        }
        flush(xml, plain);
    }

    private static void flush(XmlWriter xml, StringBuilder plain) {
        if (!plain.isEmpty()) {
            xml.text(plain.toString());
            plain.setLength(0);
        }
    }
}
