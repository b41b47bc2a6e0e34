package org.cabas.workflows.engine;

/** What became of a command that reached the engine. */
public sealed interface Sent {

    /** It had its effect, now or when it was sent before. */
    record Done() implements Sent {}

    /** What it was about is there no more: a job of a process that ended or went on. */
    record Gone() implements Sent {}

    /**
     * The engine will never take it.
     *
     * @param why in the engine's words, for whoever runs the service
     */
    record Refused(String why) implements Sent {}
}
