package org.cabas.service.fund;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.function.ToLongFunction;
import org.cabas.rules.policy.Policy;

/** How well decisions are remembered, over all tables that are in memory. Counters start again when tables are published. */
@Singleton
class PolicyMeters implements MeterBinder {
    /** Asked when a figure is read: policies need the database, whose pool is measured by the same registry. */
    private final Provider<Policies> policies;

    PolicyMeters(Provider<Policies> policies) {
        this.policies = policies;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("cabas.memo.hits", policies, p -> sum(p, Policy.Memo::hits))
                .description("Decisions of tables that were remembered")
                .register(meters);
        FunctionCounter.builder("cabas.memo.misses", policies, p -> sum(p, Policy.Memo::misses))
                .description("Decisions of tables that had to be made")
                .register(meters);
        Gauge.builder("cabas.memo.remembered", policies, p -> sum(p, Policy.Memo::remembered))
                .description("Decisions of tables in memory")
                .register(meters);
    }

    private static long sum(Provider<Policies> policies, ToLongFunction<Policy.Memo> figure) {
        return policies.get().inMemory().stream()
                .flatMap(policy -> policy.memos().stream())
                .distinct() // versions share the tables that they leave as they were
                .mapToLong(figure)
                .sum();
    }
}
