package org.cabas.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationTest implements OnTestDatabase {
    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    @Client("/")
    HttpClient client;

    @Test
    void connections_read_what_is_committed_and_wait_two_seconds_for_a_row() {
        transactions.executeRead(transaction -> {
            var connection = transaction.getConnection();
            try (var rows =
                    connection.createStatement().executeQuery("SELECT @@innodb_lock_wait_timeout, @@time_zone")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(2);
                assertThat(rows.getString(2)).isEqualTo("+00:00");
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
                return true;
            }
        });
    }

    @Test
    void health_is_for_anyone_and_says_no_more_than_up() {
        assertThat(client.toBlocking().retrieve("/health")).isEqualTo("{\"status\":\"UP\"}");
        assertThat(client.toBlocking().retrieve("/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void metrics_are_there_for_prometheus_and_tell_of_the_pool() {
        assertThat(client.toBlocking().retrieve("/prometheus")).contains("hikaricp_connections");
    }
}
