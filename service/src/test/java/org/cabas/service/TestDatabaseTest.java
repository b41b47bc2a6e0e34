package org.cabas.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.cabas.service.TestDatabase.Schema;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void every_caller_has_a_schema_of_its_own_on_one_server() throws SQLException {
        var mine = TestDatabase.fresh();
        var yours = TestDatabase.fresh();

        try (var connection = asOwner(mine)) {
            connection.createStatement().execute("CREATE TABLE basket (id INT PRIMARY KEY)");
        }
        try (var connection = asOwner(yours)) {
            connection.createStatement().execute("CREATE TABLE basket (id INT PRIMARY KEY)");
        }

        assertThat(mine.name()).isNotEqualTo(yours.name());
        assertThat(TestDatabase.description()).containsAnyOf("embedded", "container", "external");
    }

    @Test
    void the_service_reads_and_writes_rows_and_cannot_change_a_table() throws SQLException {
        var schema = TestDatabase.fresh();
        try (var connection = asOwner(schema)) {
            connection.createStatement().execute("CREATE TABLE basket (id INT PRIMARY KEY)");
        }

        try (var connection = asService(schema)) {
            var statement = connection.createStatement();
            statement.execute("INSERT INTO basket VALUES (1)");
            assertThatThrownBy(() -> statement.execute("DROP TABLE basket")).hasMessageContaining("denied");
            assertThatThrownBy(() -> statement.execute("SELECT * FROM mysql.global_priv"))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void the_settings_are_those_that_money_needs() throws SQLException {
        assumeFalse(TestDatabase.description().startsWith("external"), "someone else's settings");
        try (var connection = asService(TestDatabase.fresh());
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT @@innodb_flush_log_at_trx_commit, @@character_set_server, @@time_zone,"
                                + " @@sql_mode, @@version")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getString(2)).isEqualTo("utf8mb4");
            assertThat(rows.getString(3)).isEqualTo("+00:00");
            assertThat(rows.getString(4)).contains("STRICT_ALL_TABLES");
            assertThat(rows.getString(5)).startsWith("11.4");
        }
    }

    @Test
    void what_was_committed_before_a_kill_is_there_after_the_restart() throws SQLException {
        var schema = TestDatabase.fresh();
        try (var connection = asOwner(schema)) {
            connection.createStatement().execute("CREATE TABLE basket (id INT PRIMARY KEY)");
            connection.createStatement().execute("INSERT INTO basket VALUES (7)");
            TestDatabase.kill();
            assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT id FROM basket"))
                    .isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> asService(schema)).isInstanceOf(SQLException.class);

        TestDatabase.restart();

        try (var connection = asService(schema);
                var rows = connection.createStatement().executeQuery("SELECT id FROM basket")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void a_paused_server_answers_nothing_and_goes_on_where_it_was() throws SQLException {
        var schema = TestDatabase.fresh();
        try (var connection =
                DriverManager.getConnection(schema.url() + "?socketTimeout=200", schema.user(), schema.password())) {
            TestDatabase.pause();
            try {
                assertThatThrownBy(() -> connection.createStatement().executeQuery("SELECT 1"))
                        .isInstanceOf(SQLException.class);
            } finally {
                TestDatabase.resume();
            }
        }

        try (var connection = asService(schema)) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    private static Connection asOwner(Schema schema) throws SQLException {
        return DriverManager.getConnection(schema.url(), schema.owner(), schema.ownerPassword());
    }

    private static Connection asService(Schema schema) throws SQLException {
        return DriverManager.getConnection(schema.url(), schema.user(), schema.password());
    }
}
