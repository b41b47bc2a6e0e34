package org.cabas.service.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Something that must hold of what is stored; every bean of it is asked by {@link Invariants}. */
public interface Check {

    /** What doesn't hold, as the snapshot of the connection shows it; empty when all does. */
    List<Violation> violations(Connection connection) throws SQLException;

    /**
     * One thing that doesn't hold.
     *
     * @param invariant which promise
     * @param subject the id of what breaks it
     * @param wrong what is wrong with it
     */
    record Violation(String invariant, String subject, String wrong) {}
}
