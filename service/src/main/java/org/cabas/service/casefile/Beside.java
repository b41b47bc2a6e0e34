package org.cabas.service.casefile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.cabas.service.access.Visitor;

/** What a feature shows on pages of files of other kinds that are about the same household: a bean of each. */
public interface Beside {

    /** Its part of the page of a file, for who reads it; none for nothing. */
    Optional<CaseKind.Panel> beside(Connection connection, Visitor visitor, CaseFile file, String household)
            throws SQLException;
}
