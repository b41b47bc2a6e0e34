package org.cabas.workflows.engine;

/** The engine did not answer, or not in time, or has too much to do: nothing is known of the command, which may be sent again. */
public final class EngineAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EngineAway(String message, Throwable cause) {
        super(message, cause);
    }
}
