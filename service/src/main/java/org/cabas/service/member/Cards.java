package org.cabas.service.member;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The cards. */
@Transactional
@JdbcRepository(dialect = Dialect.MYSQL)
public interface Cards extends CrudRepository<Card, String> {
    /** The topic under which a change of a card, its member or its household is announced, by card. */
    String TOPIC = "card";

    /** The card of that token with its holder, whose account is 0 as long as its household never had any money. */
    @Query("""
            select c.id as card, c.status as card_status, c.expires_on, m.status as member_status,
                   h.id as household, h.adults, h.children, h.fund_id as fund, coalesce(a.id, 0) as account
            from card c
            join member m on m.id = c.member_id
            join household h on h.id = m.household_id
            left join account a on a.fund_id = h.fund_id and a.kind = 'household' and a.owner = h.id
            where c.id = :card""")
    Optional<CardHolder> holder(String card);
}
