package org.cabas.workflows.engine;

import java.util.Map;

/**
 * A step that the service takes when a process gets there.
 *
 * @param <C> what the step has its effect in: a transaction that is committed with what the engine is told, or not at all
 * @param type the type of its jobs, as diagrams name it
 * @param effect what it does
 */
public record Step<C>(String type, Effect<C> effect) {

    /** What a step does. */
    @FunctionalInterface
    public interface Effect<C> {
        /**
         * Does it, within a transaction that may be rolled back and tried again.
         *
         * @return variables by which the process chooses its way; no personal data
         */
        Map<String, Object> on(C transaction, String caseFile) throws Exception;
    }

    /** What a step does that has nothing to say about the way. */
    @FunctionalInterface
    public interface PlainEffect<C> {
        /** Does it, as {@link Effect#on}. */
        void on(C transaction, String caseFile) throws Exception;
    }

    /** A step after which there is only one way. */
    public static <C> Step<C> plain(String type, PlainEffect<C> effect) {
        return new Step<>(type, (transaction, caseFile) -> {
            effect.on(transaction, caseFile);
            return Map.of();
        });
    }
}
