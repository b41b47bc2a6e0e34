package org.cabas.service.problem;

/** Ends a request with a problem; nothing was recorded. */
public class ProblemFound extends RuntimeException {
    private final transient Problem problem;

    public ProblemFound(Problem problem) {
        super(problem.kind().code(), null, false, false);
        this.problem = problem;
    }

    /** A problem of that kind without faults. */
    public ProblemFound(Problem.Kind kind) {
        this(Problem.of(kind));
    }

    /** What to tell the caller. */
    public Problem problem() {
        return problem;
    }
}
