package org.cabas.service.demo;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.order.OrderUtil;
import java.util.ArrayList;
import java.util.function.Consumer;

/** Something that the demonstration needs in its database before anyone calls: a bean of the {@code demo} environment. */
public interface DemonstrationData {

    /**
     * Puts in what is not there yet. At a second start everything is, with all that happened since: nothing of it is touched.
     *
     * @param progress is told what is being done, in French
     */
    void load(Consumer<String> progress);

    /** Has every part of the demonstration load, in their order. */
    static void loadAll(ApplicationContext context, Consumer<String> progress) {
        var parts = new ArrayList<>(context.getBeansOfType(DemonstrationData.class));
        OrderUtil.sort(parts);
        parts.forEach(part -> part.load(progress));
    }
}
