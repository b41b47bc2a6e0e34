package org.cabas.service.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long someone stays signed in, and how their cookies travel.
 *
 * @param secureCookies whether cookies only travel over HTTPS; off where people reach the service over plain HTTP, on their own
 *     machine
 * @param idle after which the next request has to sign in again: a committee's evening with its break
 * @param longest after which even someone who comes every day signs in again
 */
@ConfigurationProperties("cabas.session")
public record SessionSettings(
        @Bindable(defaultValue = "true") boolean secureCookies,
        @Bindable(defaultValue = "8h") Duration idle,
        @Bindable(defaultValue = "14d") Duration longest) {}
