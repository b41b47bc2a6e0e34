package org.cabas.service;

import io.micronaut.test.support.TestPropertyProvider;
import java.util.Map;

/**
 * A {@code @MicronautTest} that implements this runs the service on a new schema of the {@link TestDatabase}. JUnit has to keep
 * one instance of the test class: {@code @TestInstance(TestInstance.Lifecycle.PER_CLASS)}.
 */
public interface OnTestDatabase extends TestPropertyProvider {
    @Override
    default Map<String, String> getProperties() {
        return TestDatabase.fresh().properties();
    }
}
