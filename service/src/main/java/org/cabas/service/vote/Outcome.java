package org.cabas.service.vote;

import java.util.List;
import org.cabas.service.page.FieldError;

/** What came of something that somebody asked for. */
public sealed interface Outcome {

    /** @param proposal the id of the proposal it was done to */
    record Done(String proposal) implements Outcome {}

    /**
     * Nothing was changed.
     *
     * @param problems everything that stands in the way, each beside its field; beside none where it is about all of it
     */
    record Refused(List<FieldError> problems) implements Outcome {
        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("refused for no reason");
            }
        }

        static Refused because(String key, Object... blanks) {
            return of(List.of(VoteWording.say(key, blanks)));
        }

        static Refused of(List<String> sentences) {
            return new Refused(sentences.stream()
                    .map(sentence -> new FieldError("", sentence))
                    .toList());
        }

        /** The problems alone, in French. */
        public List<String> sentences() {
            return problems.stream().map(FieldError::text).toList();
        }
    }
}
