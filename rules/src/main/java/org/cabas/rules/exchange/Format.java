package org.cabas.rules.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that tables come in and go out as. */
public enum Format {
    /** A workbook of Excel, and of LibreOffice. */
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true),
    /** A workbook of LibreOffice. */
    ODS("ods", "application/vnd.oasis.opendocument.spreadsheet", true),
    /** Text, one table a file. */
    CSV("csv", "text/csv; charset=utf-8", false),
    /** Decision models, one table a file. */
    DMN("dmn", "application/xml", false);

    private final String extension;
    private final String mediaType;
    private final boolean holdsSeveral;

    Format(String extension, String mediaType, boolean holdsSeveral) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.holdsSeveral = holdsSeveral;
    }

    /** The end of a file's name, without the point. */
    public String extension() {
        return extension;
    }

    /** What a server says of such a file. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether several tables are written to one file. */
    public boolean holdsSeveral() {
        return holdsSeveral;
    }

    /** The format that a file's name promises. */
    public static Optional<Format> ofName(String fileName) {
        var name = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith("." + format.extension))
                .findFirst();
    }
}
