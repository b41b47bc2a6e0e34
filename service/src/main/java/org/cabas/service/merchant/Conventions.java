package org.cabas.service.merchant;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import jakarta.transaction.Transactional;
import java.util.List;

/** The conventions. */
@Transactional
@JdbcRepository(dialect = Dialect.MYSQL)
public interface Conventions extends CrudRepository<Convention, String> {
    /** All conventions of a merchant, past and to come, in the order in which they start. */
    List<Convention> findByMerchantIdOrderByStartsOn(String merchantId);
}
