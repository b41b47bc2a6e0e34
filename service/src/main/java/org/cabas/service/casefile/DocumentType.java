package org.cabas.service.casefile;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What may be added to a file, told by how its bytes begin and never by its name. */
enum DocumentType {
    PDF("255044462d", "application/pdf", "pdf"),
    JPEG("ffd8ff", "image/jpeg", "jpg"),
    PNG("89504e470d0a1a0a", "image/png", "png");

    private final byte[] begins;
    private final String mediaType;
    private final String extension;

    DocumentType(String begins, String mediaType, String extension) {
        this.begins = HexFormat.of().parseHex(begins);
        this.mediaType = mediaType;
        this.extension = extension;
    }

    String mediaType() {
        return mediaType;
    }

    /** Of its files, without the point. */
    String extension() {
        return extension;
    }

    /** The type of a content; empty for any other than these. */
    static Optional<DocumentType> of(byte[] content) {
        return Arrays.stream(values())
                .filter(type -> content.length > type.begins.length
                        && Arrays.equals(content, 0, type.begins.length, type.begins, 0, type.begins.length))
                .findFirst();
    }
}
