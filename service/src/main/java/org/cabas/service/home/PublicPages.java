package org.cabas.service.home;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.jspecify.annotations.Nullable;

/** Which funds show their tables in force to everyone; none does until someone opens its page. */
@Singleton
public class PublicPages {
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    public PublicPages(Transactions transactions, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether everyone may read. */
    public boolean isOpen(String fund) {
        return transactions.run(connection -> {
            try (var query = connection.prepareStatement("select 1 from public_page where fund_id = ?")) {
                query.setString(1, fund);
                try (var rows = query.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /** Opens the page; nothing happens where it is open. Nobody opens it where the service itself does. */
    public void open(String fund, @Nullable Visitor visitor) {
        transactions.run(connection -> {
            try (var insert =
                    connection.prepareStatement("insert ignore into public_page (fund_id, opened_at) values (?, ?)")) {
                insert.setString(1, fund);
                insert.setObject(2, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
                return record(connection, insert.executeUpdate(), Action.PUBLIC_PAGE_OPENED, fund, visitor);
            }
        });
    }

    /** Closes the page; nothing happens where it is closed. */
    public void close(String fund, Visitor visitor) {
        transactions.run(connection -> {
            try (var delete = connection.prepareStatement("delete from public_page where fund_id = ?")) {
                delete.setString(1, fund);
                return record(connection, delete.executeUpdate(), Action.PUBLIC_PAGE_CLOSED, fund, visitor);
            }
        });
    }

    private boolean record(Connection connection, int changed, Action action, String fund, @Nullable Visitor visitor)
            throws SQLException {
        if (changed == 1) {
            var deed = Deed.of(action, "").in(fund);
            audit.record(connection, visitor == null ? deed : deed.by(visitor));
        }
        return changed == 1;
    }
}
