package org.cabas.service.start;

/** Why something could not be started: the message is one French sentence for the person who tried, with what to do. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message a French sentence */
    public StartFailure(String message) {
        super(message);
    }

    /** @param message a French sentence */
    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The French sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
