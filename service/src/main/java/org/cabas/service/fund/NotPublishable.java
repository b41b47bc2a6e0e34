package org.cabas.service.fund;

import java.util.List;

/** Tables that must not decide anything yet; nothing was stored. */
public final class NotPublishable extends RuntimeException {
    private final transient List<String> sentences;

    NotPublishable(List<String> sentences) {
        super(String.join("\n", sentences));
        this.sentences = List.copyOf(sentences);
    }

    /** Everything that stands in the way, in French. */
    public List<String> sentences() {
        return sentences;
    }
}
