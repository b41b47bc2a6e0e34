package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cabas.service.access.Seat;

/** The kinds of files that features bring. */
@Singleton
class Kinds {
    private final List<CaseKind> all;

    Kinds(List<CaseKind> all) {
        this.all = all.stream().sorted(Comparator.comparing(CaseKind::label)).toList();
    }

    /** The kind of files that follow a process; empty for one that no feature knows. */
    Optional<CaseKind> of(String process) {
        return all.stream().filter(kind -> id(kind).equals(process)).findFirst();
    }

    /** The kinds that somebody sees in a fund, by their names. */
    List<CaseKind> seenBy(Seat seat) {
        return all.stream().filter(kind -> seat.may(kind.toSee())).toList();
    }

    /** The id of the process of a kind. */
    static String id(CaseKind kind) {
        return kind.workflow().id();
    }
}
