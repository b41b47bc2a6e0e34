package org.cabas.service.fund;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.cases.Checked;
import org.cabas.rules.verify.Finding.Severity;
import org.cabas.rules.verify.TableVerifier;
import org.cabas.rules.verify.Waiver;

/** What has to hold of a table before anybody lives by it. */
public final class Soundness {
    private Soundness() {}

    /** All that stands in the way of adopting these tables, each table by itself, in French; empty when nothing does. */
    public static List<String> objections(List<Adopted> adopted) {
        var objections = new ArrayList<String>();
        for (var one : adopted) {
            TableVerifier.verify(one.table(), Waiver.read(one.waivers())).stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .map(finding -> one.table().title() + "\u00a0: " + finding.sentence())
                    .forEach(objections::add);
            for (var kept : Cases.read(one.cases())) {
                if (!(kept.check(one.table()) instanceof Checked.Passed passed)) {
                    objections.add(one.table().title() + "\u00a0: cas de référence «\u00a0" + kept.name() + "\u00a0». "
                            + kept.check(one.table()).sentence());
                }
            }
        }
        return objections;
    }

    static void require(List<Adopted> adopted) {
        var objections = objections(adopted);
        if (!objections.isEmpty()) {
            throw new NotPublishable(objections);
        }
    }
}
