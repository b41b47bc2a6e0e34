package org.cabas.service.authorization.faults;

import java.util.List;
import java.util.Locale;

/** What happens to statements and to their replies between the service and its database. Asked on the connection's own thread. */
interface Mischief {
    /** Nothing happens. */
    Mischief NONE = new Mischief() {};

    /** What becomes of it. */
    enum Way {
        PASS,
        /** Both ends see the connection reset. */
        CUT,
        /** The service sees the end of what it reads, and can go on writing. */
        HALF_CLOSE,
        /** Nothing is heard any more, in either direction, and nobody is told. */
        SILENCE
    }

    /** A statement that the service has sent and the database has not seen. */
    default Way before(Sent sent) {
        return Way.PASS;
    }

    /** A statement that the database has done, and whose reply the service has not seen. */
    default Way after(Sent sent) {
        return Way.PASS;
    }

    /**
     * A statement on its way.
     *
     * @param statement as text
     * @param transaction all statements of its transaction so far, itself the last
     */
    record Sent(String statement, List<String> transaction) {
        /** Whether it would commit a decided purchase. */
        boolean commitsPurchase() {
            return commits("insert into authorization");
        }

        /** Whether it would commit an approval. */
        boolean commitsApproval() {
            return commitsPurchase() && commits("'approved'");
        }

        /** Whether it would commit the end of a reservation. */
        boolean commitsExpiry() {
            return commits("'expiry'");
        }

        /** Whether it would commit a transaction in which some statement contains the text. */
        boolean commits(String text) {
            return isCommit(statement) && transaction.stream().anyMatch(earlier -> earlier.contains(text));
        }

        /** Whether it contains the text. */
        boolean says(String text) {
            return statement.contains(text);
        }

        static boolean isCommit(String statement) {
            return statement.toLowerCase(Locale.ROOT).contains("commit");
        }
    }
}
