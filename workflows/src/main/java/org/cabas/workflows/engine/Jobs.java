package org.cabas.workflows.engine;

/** Who takes the jobs that the engine gives. */
public interface Jobs {

    /**
     * Takes a job for good: from when it returns, whoever takes jobs remembers it, and will complete it by a command of its own.
     *
     * @return false where it is not theirs, and may be given to others
     * @throws RuntimeException when it can't be taken now; the engine gives it again
     */
    boolean take(Job job);
}
