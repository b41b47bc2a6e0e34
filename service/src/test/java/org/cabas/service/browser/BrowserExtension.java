package org.cabas.service.browser;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests their {@link Studio}, and looks after each what the browser complained about. */
final class BrowserExtension implements ParameterResolver, AfterEachCallback, ExecutionCondition {
    private static final Namespace OURS = Namespace.create(BrowserExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.find().isPresent() || Chromium.isRequired()) {
            return ConditionEvaluationResult.enabled("there is a browser, or there must be");
        }
        return ConditionEvaluationResult.disabled(
                "No Chromium on this machine (apt-get install chromium, or CABAS_CHROMIUM=its path): pages are not tested");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Studio.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS)
                .getOrComputeIfAbsent(
                        Studio.class,
                        key -> new Studio(running(context), Chromium.shared(), name(context)),
                        Studio.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var studio = context.getStore(OURS).remove(Studio.class, Studio.class);
        if (studio != null) {
            studio.close(context.getExecutionException().isPresent());
        }
    }

    /** The service of the test's class, which ends with it. */
    private static RunningStudio running(ExtensionContext context) {
        var ofClass = context;
        while (ofClass.getParent().orElseThrow().getTestClass().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(OURS)
                .getOrComputeIfAbsent(RunningStudio.class, key -> new RunningStudio(), RunningStudio.class);
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }
}
