package org.cabas.rules.cases;

import java.util.List;
import org.cabas.rules.explain.Explanation;

/** What a table makes of a reference case. */
public sealed interface Checked {

    /** For people, in French. */
    String sentence();

    /**
     * The table answers as expected.
     *
     * @param explanation the answer, and why
     */
    record Passed(Explanation explanation, String sentence) implements Checked {}

    /**
     * The table answers something else, or nothing.
     *
     * @param explanation the answer, and why
     */
    record Failed(Explanation explanation, String sentence) implements Checked {}

    /**
     * The table has no such question, value or answer any more: the case has to be written again, or given up.
     *
     * @param problems each in one French sentence
     */
    record Unreadable(List<String> problems, String sentence) implements Checked {
        public Unreadable {
            problems = List.copyOf(problems);
        }
    }
}
