package org.cabas.service.authorization;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Hears which statements a piece of work sends through a data source, so that the same statements can be sent again through
 * bare JDBC: the peer of the benchmark does the database's work, and nothing else.
 */
final class StatementRecorder {
    private final List<Sent> sent = new ArrayList<>();
    private long generatedKey;

    /**
     * A statement as it was sent.
     *
     * @param parameters by index, from 1
     * @param generatesKey whether the database gave it a key, which later statements carry
     */
    private record Sent(String sql, Map<Integer, Object> parameters, boolean generatesKey) {}

    /** The data source, heard. */
    DataSource hear(DataSource dataSource) {
        return proxy(
                DataSource.class,
                dataSource,
                (method, arguments, result) -> result instanceof Connection connection ? hear(connection) : result);
    }

    private Connection hear(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (result instanceof PreparedStatement statement) {
                var recorded = new Sent((String) arguments[0], new HashMap<>(), arguments.length > 1);
                sent.add(recorded);
                return hear(statement, recorded);
            }
            return result;
        });
    }

    private PreparedStatement hear(PreparedStatement statement, Sent recorded) {
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            if (method.getName().startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer index) {
                recorded.parameters().put(index, arguments[1]);
            }
            if (method.getName().equals("getGeneratedKeys") && result instanceof ResultSet keys) {
                return hear(keys);
            }
            return result;
        });
    }

    private ResultSet hear(ResultSet keys) {
        return proxy(ResultSet.class, keys, (method, arguments, result) -> {
            if (result instanceof Long key) {
                generatedKey = key;
            }
            return result;
        });
    }

    /** Sends what was heard once more, each value as {@code renewed} gives it, and commits. */
    void sendAgain(Connection connection, UnaryOperator<Object> renewed) throws SQLException {
        Object newKey = generatedKey;
        for (var statement : sent) {
            try (var prepared = statement.generatesKey()
                    ? connection.prepareStatement(statement.sql(), PreparedStatement.RETURN_GENERATED_KEYS)
                    : connection.prepareStatement(statement.sql())) {
                for (var parameter : statement.parameters().entrySet()) {
                    var value = parameter.getValue();
                    var own = value instanceof Long number && number == generatedKey;
                    prepared.setObject(parameter.getKey(), own ? newKey : value == null ? null : renewed.apply(value));
                }
                if (prepared.execute()) {
                    try (var rows = prepared.getResultSet()) {
                        rows.next();
                    }
                }
                if (statement.generatesKey()) {
                    try (var keys = prepared.getGeneratedKeys()) {
                        keys.next();
                        newKey = keys.getLong(1);
                    }
                }
            }
        }
        connection.commit();
    }

    /** How many statements were heard. */
    int size() {
        return sent.size();
    }

    /** What is made of a method's result. */
    private interface Hearing {
        @Nullable
        Object of(Method method, Object[] arguments, @Nullable Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Hearing hearing) {
        return type.cast(Proxy.newProxyInstance(
                StatementRecorder.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        var given = arguments == null ? new Object[0] : arguments;
                        return hearing.of(method, given, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
