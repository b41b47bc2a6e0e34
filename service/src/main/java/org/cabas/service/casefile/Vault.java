package org.cabas.service.casefile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How a kind of file keeps what people write down and add about its files: sealed, so that nothing of it can be read in the database.
 * Files with a vault are confidential: whoever reads one is recorded, browsers keep no copy of its pages, and what people write freely
 * goes nowhere else, into no timeline and no reason.
 */
public interface Vault {

    /** Why nothing may be written about a file now, in French; empty where it may. */
    Optional<String> refusal(Connection connection, CaseFile file) throws SQLException;

    /**
     * Seals something about a file that refuses nothing.
     *
     * @param kind of what it is: sealed as one kind, it can't be read as another
     */
    byte[] seal(Connection connection, CaseFile file, String kind, byte[] plain) throws SQLException;

    /** The same again; empty where nobody can read it any more. */
    Optional<byte[]> unseal(Connection connection, CaseFile file, String kind, byte[] sealed) throws SQLException;
}
