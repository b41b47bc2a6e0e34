package org.cabas.service.access;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.bind.ArgumentBinder.BindingResult;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Visitor}, a {@link Guest} or a {@link Caller} an argument of a controller's method. */
@Factory
class CallerBinders {
    @Singleton
    TypedRequestArgumentBinder<Visitor> visitors() {
        return new Binder<>(Argument.of(Visitor.class), CallerFilter::visitor);
    }

    @Singleton
    TypedRequestArgumentBinder<Guest> guests() {
        return new Binder<>(Argument.of(Guest.class), CallerFilter::guest);
    }

    @Singleton
    TypedRequestArgumentBinder<Caller> callers() {
        return new Binder<>(Argument.of(Caller.class), request -> {
            var visitor = CallerFilter.visitor(request);
            return visitor == null ? CallerFilter.guest(request) : visitor;
        });
    }

    /** Postponed until the filters have run, one of which finds out who it is. */
    private record Binder<T>(Argument<T> argumentType, Function<HttpRequest<?>, @Nullable T> found)
            implements TypedRequestArgumentBinder<T>, PostponedRequestArgumentBinder<T> {
        @Override
        public BindingResult<T> bind(ArgumentConversionContext<T> context, HttpRequest<?> request) {
            return () -> Optional.ofNullable(found.apply(request));
        }
    }
}
