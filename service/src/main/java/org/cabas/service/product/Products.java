package org.cabas.service.product;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import jakarta.transaction.Transactional;

/** The catalogue, by 14-digit GTIN. */
@Transactional
@JdbcRepository(dialect = Dialect.MYSQL)
public interface Products extends CrudRepository<Product, String> {
    /** The topic under which a change of a product is announced, by GTIN, or of all after an import. */
    String TOPIC = "product";
}
