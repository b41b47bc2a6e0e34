package org.cabas.service.member;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import jakarta.transaction.Transactional;

/** The members. */
@Transactional
@JdbcRepository(dialect = Dialect.MYSQL)
public interface Members extends CrudRepository<Member, String> {}
