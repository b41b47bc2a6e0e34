package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.enrollment.Application.Told;

/** Files that look like the same household, side by side. */
@Singleton
class Alike {
    private final Applications applications;
    private final CaseFiles caseFiles;

    Alike(Applications applications, CaseFiles caseFiles) {
        this.applications = applications;
        this.caseFiles = caseFiles;
    }

    /**
     * Another file.
     *
     * @param lines what each of both tells, what differs marked
     */
    public record Other(String caseFile, String fund, String reference, String stage, List<Line> lines) {
        public Other {
            lines = List.copyOf(lines);
        }

        /** Where it is. */
        public String address() {
            return "/caisses/" + fund + "/dossiers/" + caseFile;
        }
    }

    /** What both files tell of one thing. */
    public record Line(String label, String here, String there) {
        /** Whether they tell the same. */
        public boolean isSame() {
            return Application.key(here).equals(Application.key(there));
        }
    }

    List<Other> of(Connection connection, CaseFile file) throws SQLException {
        var here = applications.of(connection, file.id());
        var others = new ArrayList<Other>();
        for (var there : applications.alike(connection, here, true)) {
            var stage = caseFiles
                    .find(connection, there.caseFile())
                    .map(each -> Stage.of(each.stage()).label())
                    .orElse("");
            others.add(new Other(
                    there.caseFile(), there.fund(), there.reference(), stage, lines(here.told(), there.told())));
        }
        return others;
    }

    private static List<Line> lines(Told here, Told there) {
        return List.of(
                new Line(EnrollmentWording.say("told.name"), here.name(), there.name()),
                new Line(EnrollmentWording.say("told.phone"), here.phone(), there.phone()),
                new Line(EnrollmentWording.say("told.email"), here.email(), there.email()),
                new Line(EnrollmentWording.say("told.town"), here.town(), there.town()),
                new Line(EnrollmentWording.say("told.people"), people(here), people(there)));
    }

    static String people(Told told) {
        var adults = EnrollmentWording.FRENCH.count(told.adults(), "adulte", "adultes");
        return told.children() == 0
                ? adults
                : adults + " et " + EnrollmentWording.FRENCH.count(told.children(), "enfant", "enfants");
    }
}
