package org.cabas.rules.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is by what it holds: names lie. */
final class Sniffing {
    /** Enough to see an XML document's root, or a page's first tags. */
    private static final int START = 4_096;

    private static final String OLD_OFFICE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

    private Sniffing() {}

    /** The format of a file that its name doesn't contradict, or the sentence why it isn't read. */
    static Parsed<Format> format(String fileName, byte[] bytes) {
        var name = fileName.toLowerCase(Locale.ROOT);
        if (bytes.length == 0) {
            return Parsed.bad("Le fichier est vide.");
        }
        if (name.endsWith(".xlsm") || name.endsWith(".xltm") || name.endsWith(".xlam") || name.endsWith(".xlsb")) {
            return Parsed.bad("Ce genre de classeur peut contenir des macros, qui ne sont jamais lues\u00a0:"
                    + " enregistrez-le en «\u00a0.xlsx\u00a0».");
        }
        return held(bytes).then(format -> agreed(fileName, format));
    }

    private static Parsed<Format> agreed(String fileName, Format format) {
        var promised = Format.ofName(fileName);
        var isOther = promised.isPresent()
                ? promised.get() != format
                : fileName.toLowerCase(Locale.ROOT).endsWith(".xls");
        return isOther
                ? Parsed.bad("Le nom " + French.quoted(fileName) + " ne dit pas ce que le fichier contient, du "
                        + format.name() + "\u00a0: enregistrez-le à nouveau, ou renommez-le en «\u00a0."
                        + format.extension() + "\u00a0».")
                : Parsed.good(format);
    }

    private static Parsed<Format> held(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(bytes.length, START), StandardCharsets.ISO_8859_1);
        if (start.startsWith("PK")) {
            return zipped(bytes);
        }
        if (start.startsWith(OLD_OFFICE)) {
            return Parsed.bad(
                    new String(bytes, StandardCharsets.UTF_16LE).contains("EncryptedPackage")
                            ? "Le classeur est protégé par un mot de passe\u00a0: enregistrez-le sans mot de passe."
                            : "C'est un ancien classeur Excel (.xls)\u00a0: enregistrez-le en «\u00a0.xlsx\u00a0» ou"
                                    + " «\u00a0.ods\u00a0».");
        }
        if (start.startsWith("%PDF") || start.startsWith("{\\rtf") || start.startsWith("\u001f\u008b")) {
            return Parsed.bad("Ce fichier n'est pas une table\u00a0: envoyez un classeur (.xlsx, .ods), un .csv ou un"
                    + " .dmn.");
        }
        var text = start.replace("\u00ef\u00bb\u00bf", "").replace("\u0000", "").stripLeading();
        return text.startsWith("<") || text.startsWith("\u00ff\u00fe<") || text.startsWith("\u00fe\u00ff<")
                ? marked(text.toLowerCase(Locale.ROOT))
                : Parsed.good(Format.CSV);
    }

    private static Parsed<Format> marked(String text) {
        if (text.contains("<html")
                || text.contains("<!doctype html")
                || text.contains("<table")
                || text.contains("<body")) {
            return Parsed.bad("C'est une page web et non un classeur\u00a0: ouvrez-la dans un tableur et enregistrez-la"
                    + " en «\u00a0.xlsx\u00a0» ou «\u00a0.ods\u00a0».");
        }
        if (text.contains("schemas-microsoft-com:office") || text.contains("opendocument")) {
            return Parsed.bad(
                    "C'est un classeur en XML\u00a0: enregistrez-le en «\u00a0.xlsx\u00a0» ou «\u00a0.ods\u00a0».");
        }
        return Parsed.good(Format.DMN);
    }

    private static Parsed<Format> zipped(byte[] bytes) {
        if (bytes.length > WorkbookFormat.MOST_BYTES) {
            return Parsed.bad("Le classeur est trop gros\u00a0: 10 Mo au plus sont acceptés.");
        }
        return Archive.unpack(bytes).then(archive -> {
            if (archive.text("mimetype").startsWith(OdsWriting.MEDIA_TYPE)) {
                return Parsed.good(Format.ODS);
            }
            if (archive.has("xl/workbook.xml")) {
                return Parsed.good(Format.XLSX);
            }
            if (archive.has("xl/workbook.bin")) {
                return Parsed.bad("C'est un classeur binaire (.xlsb)\u00a0: enregistrez-le en «\u00a0.xlsx\u00a0».");
            }
            return Parsed.bad("Ce fichier n'est pas un classeur\u00a0: envoyez un .xlsx ou un .ods.");
        });
    }
}
