package org.cabas.service.enrollment;

import java.time.Instant;
import org.cabas.workflows.enrollment.EnrollmentSteps.Admission;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about coming in.
 *
 * @param reason in French, to be told to the household
 * @param tableVersion of the admission table; null where people decided, and where no row answered
 * @param row its row
 * @param adoptedBy the vote that adopted the row; empty for none
 * @param personName who decided; null for the table
 */
public record Decision(
        Instant at,
        Admission admission,
        String reason,
        @Nullable Integer tableVersion,
        @Nullable String row,
        String adoptedBy,
        @Nullable String personName) {

    /** Which row of which version decided, and by which vote it stands; empty where people decided. */
    public String source() {
        if (row == null || tableVersion == null) {
            return personName == null ? "" : EnrollmentWording.say("decision.by", personName);
        }
        return adoptedBy.isEmpty()
                ? EnrollmentWording.say("decision.row", row, tableVersion)
                : EnrollmentWording.say("decision.row.vote", row, tableVersion, adoptedBy);
    }
}
