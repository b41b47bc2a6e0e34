package org.cabas.service.fund;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import jakarta.transaction.Transactional;

/** The funds. */
@Transactional
@JdbcRepository(dialect = Dialect.MYSQL)
public interface Funds extends CrudRepository<Fund, String> {
    /** The topic under which a change of a fund is announced. */
    String TOPIC = "fund";
}
