package org.cabas.service.page;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * The templates below {@code views/}. A page is written whole, on the thread of whoever asked for it, before its first byte is
 * sent: a fault in a template is an error page and never half a page.
 */
@Singleton
class Templates {
    private static final InFrench FRENCH = new InFrench();

    private final TemplateEngine engine = new TemplateEngine();

    Templates() {
        var files = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        files.setPrefix("views/");
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding(StandardCharsets.UTF_8.name());
        engine.setTemplateResolver(files);
    }

    String whole(String view, Map<String, @Nullable Object> model) {
        return engine.process(view, context(model));
    }

    String part(String view, String fragment, Map<String, @Nullable Object> model) {
        return engine.process(new TemplateSpec(view, Set.of(fragment), TemplateMode.HTML, null), context(model));
    }

    private static Context context(Map<String, @Nullable Object> model) {
        var context = new Context(java.util.Locale.FRENCH);
        context.setVariables(Map.copyOf(Map.of("french", FRENCH)));
        model.forEach(context::setVariable);
        return context;
    }
}
