package org.cabas.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.cabas.service.demo.EmbeddedZeebe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of {@link TestEngine}; what a broker is and does is in the tests of {@link EmbeddedZeebe}. */
@Timeout(120)
class TestEngineTest {
    @Test
    void it_is_one_broker_at_one_address_through_death_and_restart_and_its_clock_is_right_then() {
        var address = TestEngine.address();
        var before = TestEngine.clock().now();
        TestEngine.clock().advance(Duration.ofDays(30));

        TestEngine.kill();
        TestEngine.restart();

        assertThat(TestEngine.address()).isEqualTo(address);
        assertThat(TestEngine.clock().now()).isBefore(before.plus(Duration.ofDays(1)));
    }
}
