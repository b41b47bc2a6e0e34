package org.cabas.service.demo.data;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cabas.rules.funds.DemonstrationFund;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.access.Gateway;
import org.cabas.service.access.Gateways;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.DemonstrationData;
import org.cabas.service.start.Wording;

/** The gateway whose key everybody knows. Once there it is left alone, revoked or not. */
@Singleton
@Order(3)
@Requires(env = Demonstration.ENVIRONMENT)
final class GatewayData implements DemonstrationData {
    /** More than this machine answers: whoever measures the demonstration measures the service, not the limit. */
    private static final int RATE_PER_SECOND = 100_000;

    private final Gateways gateways;

    GatewayData(Gateways gateways) {
        this.gateways = gateways;
    }

    @Override
    public void load(Consumer<String> progress) {
        if (gateways.exists(Handles.GATEWAY)) {
            return;
        }
        var funds = DemonstrationFunds.all().stream().map(DemonstrationFund::id).collect(Collectors.toSet());
        gateways.add(
                new Gateway(
                        Handles.GATEWAY,
                        "Démonstration",
                        funds,
                        EnumSet.allOf(Gateway.Operation.class),
                        RATE_PER_SECOND),
                Handles.GATEWAY_KEY);
        progress.accept(Wording.say("demonstration.gateway", Handles.GATEWAY_KEY));
    }
}
