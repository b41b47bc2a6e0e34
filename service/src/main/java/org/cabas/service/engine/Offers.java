package org.cabas.service.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.cabas.workflows.engine.Job;

/** Who offers tasks to people. */
public interface Offers {

    /**
     * Puts a task before people. Completing its job is theirs: by {@link Outbox#complete}.
     *
     * @return what to complete it with at once, where people have done already what it asks for
     */
    Optional<Map<String, Object>> offer(Connection connection, Job job) throws SQLException;
}
