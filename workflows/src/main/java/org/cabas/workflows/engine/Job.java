package org.cabas.workflows.engine;

import java.util.Map;

/**
 * Something that a process waits for: a step of the service's, or a task for a person. The engine may give the same job several
 * times, always under the same key.
 *
 * @param key of this job, unique for ever in one engine
 * @param type what kind of work: {@link #TASK} for a person's
 * @param process the id of the process
 * @param version the version of the process as the engine counts them
 * @param element the id of the element in the diagram
 * @param instance the key of the instance of the process
 * @param variables of the process
 * @param headers what the diagram says about the element
 */
public record Job(
        long key,
        String type,
        String process,
        int version,
        String element,
        long instance,
        Map<String, Object> variables,
        Map<String, String> headers) {
    /** The type of every task for a person. */
    public static final String TASK = "io.camunda.zeebe:userTask";

    /** The variable that holds the id of the file. */
    public static final String CASE_FILE = "caseFile";

    public Job {
        variables = Map.copyOf(variables);
        headers = Map.copyOf(headers);
    }

    /** The id of the file that it is about; empty where the process has none. */
    public String caseFile() {
        return variables.get(CASE_FILE) instanceof String id ? id : "";
    }

    /** Whether a person does it. */
    public boolean isTask() {
        return type.equals(TASK);
    }
}
