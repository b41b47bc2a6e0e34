package org.cabas.service.product;

/** A file of products that can't be imported at all; nothing was stored. The message is one French sentence. */
public final class NotImportable extends Exception {
    private static final long serialVersionUID = 1;

    NotImportable(String sentence) {
        super(sentence);
    }

    NotImportable(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The French sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
