package org.cabas.service.merchant;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import jakarta.transaction.Transactional;

/** The merchants. */
@Transactional
@JdbcRepository(dialect = Dialect.MYSQL)
public interface Merchants extends CrudRepository<Merchant, String> {
    /** The topic under which a change of a merchant or of its conventions is announced, by merchant. */
    String TOPIC = "merchant";
}
