package org.cabas.workflows.engine;

import java.util.Map;

/**
 * Something that the engine is told. Each may be sent any number of times and has one effect. Variables travel and are kept in
 * clear: they say which way a file goes, never why, and hold no personal data, income, quotient or answer about health.
 */
public sealed interface Command {

    /**
     * Has a file begin its process.
     *
     * @param id of this command, unique for ever
     * @param caseFile the file's id, the variable {@link Job#CASE_FILE} of all that follows
     * @param process the id of a process that begins at a message of that name
     */
    record Begin(String id, String caseFile, String process, Map<String, Object> variables) implements Command {}

    /**
     * Tells a file's process that something happened. It is kept until the process gets to where it waits for it, at most for
     * {@link Engine#KEPT}.
     *
     * @param id of this command, unique for ever
     * @param message the name of the message
     */
    record Tell(String id, String caseFile, String message, Map<String, Object> variables) implements Command {}

    /**
     * Says that a job is done.
     *
     * @param job its key
     */
    record Complete(long job, Map<String, Object> variables) implements Command {}

    /**
     * Ends an instance of a process that should not be there.
     *
     * @param instance its key
     */
    record Cancel(long instance) implements Command {}
}
