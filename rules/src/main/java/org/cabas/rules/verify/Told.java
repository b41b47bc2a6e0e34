package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Findings of one sort, as many as people will read; when there are more, the last one says so. */
final class Told {
    private final int most;
    private final List<Finding> findings = new ArrayList<>();
    private boolean more;

    Told(int most) {
        this.most = most;
    }

    /** Adds a finding, or the remark that there are more. */
    void add(Supplier<Finding> finding) {
        if (findings.size() < most) {
            findings.add(finding.get());
        } else if (!more) {
            more = true;
            findings.add(GapSentences.andMore(findings.removeLast()));
        }
    }

    /** Whether nothing more will be told. */
    boolean isFull() {
        return more;
    }

    List<Finding> findings() {
        return findings;
    }
}
