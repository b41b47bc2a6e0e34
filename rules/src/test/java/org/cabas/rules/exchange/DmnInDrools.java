package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/** An exported table in another engine. */
final class DmnInDrools {
    private final DecisionTable table;
    private final DMNRuntime runtime;
    private final DMNModel model;

    DmnInDrools(DecisionTable table) {
        this.table = table;
        var bytes = DmnFormat.write(table);
        var file = new String(bytes, StandardCharsets.UTF_8);
        this.runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(
                        List.of(ResourceFactory.newByteArrayResource(bytes).setSourcePath(UUID.randomUUID() + ".dmn")))
                .getOrElseThrow(e -> new IllegalStateException(file, e));
        this.model = runtime.getModels().getFirst();
        assertThat(model.getMessages()).as(file).isEmpty();
    }

    /** What a decision answers. */
    @Nullable
    Object answer(String decision, Facts facts) {
        var context = runtime.newContext();
        DmnFacts.facts(table, facts).forEach(context::set);
        var result = runtime.evaluateByName(model, context, decision);
        assertThat(result.getMessages(DMNMessage.Severity.ERROR))
                .as("%s", facts)
                .isEmpty();
        var answer = result.getDecisionResultByName(decision).getResult();
        return answer instanceof BigDecimal sum ? plain(sum) : answer;
    }

    /** A sum keeps zeros that no figure of the table has. */
    private static BigDecimal plain(BigDecimal sum) {
        var number = sum.stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
