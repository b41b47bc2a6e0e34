package org.cabas.service.engine;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where the engine is that drives files.
 *
 * @param address its gateway, {@code host:port} for gRPC; empty for none, and then files wait
 * @param encrypted whether by TLS
 * @param certificate a file with the certificate of who signs for it; empty where this JVM knows it
 */
@ConfigurationProperties("cabas.engine")
public record EngineSettings(
        @Bindable(defaultValue = "") String address,
        @Bindable(defaultValue = "false") boolean encrypted,
        @Bindable(defaultValue = "") String certificate) {}
