package org.cabas.service.followup;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What a health follow-up needs.
 *
 * @param key the master key, which seals people's own: 32 random bytes in Base64; empty for none, and then nobody can be followed
 */
@ConfigurationProperties("cabas.health")
public record HealthSettings(@Bindable(defaultValue = "") String key) {
    @Override
    public String toString() {
        return "HealthSettings[]";
    }
}
