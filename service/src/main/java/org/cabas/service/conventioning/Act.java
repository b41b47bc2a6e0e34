package org.cabas.service.conventioning;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.cabas.service.casefile.CaseFile;

/** What somebody of the fund may do about a place at any moment, on a page of its own that says what it will do. */
enum Act {
    SUSPEND("suspension"),
    RESUME("reprise"),
    END("fin"),
    WITHDRAW("retrait");

    private final String path;

    Act(String path) {
        this.path = path;
    }

    /** The one of that word of an address. */
    static Optional<Act> of(String path) {
        return Arrays.stream(values()).filter(act -> act.path.equals(path)).findFirst();
    }

    /** The address of its page. */
    String address(CaseFile file) {
        return "/caisses/" + file.fundId() + "/dossiers/" + file.id() + "/convention/" + path;
    }

    /** What it is called: of a candidacy, or of a convention. */
    String heading(boolean conventioned) {
        return say("act.", conventioned);
    }

    /** What its button says. */
    String verb(boolean conventioned) {
        return say("verb.", conventioned);
    }

    private String say(String what, boolean conventioned) {
        return ConventioningWording.say(what + path + (this == WITHDRAW && conventioned ? ".left" : ""));
    }

    /** Whether it may be done now. */
    boolean isPossible(Keeping keeping, Connection connection, CaseFile file) throws SQLException {
        return switch (this) {
            case SUSPEND -> keeping.maySuspend(connection, file);
            case RESUME -> keeping.mayResume(connection, file);
            case END -> keeping.mayEnd(connection, file);
            case WITHDRAW -> file.isOpen();
        };
    }

    /** Whether the merchant is told why. */
    boolean wantsReason() {
        return switch (this) {
            case SUSPEND, END -> true;
            case RESUME, WITHDRAW -> false;
        };
    }

    String path() {
        return path;
    }
}
