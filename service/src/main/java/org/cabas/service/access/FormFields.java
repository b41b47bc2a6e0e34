package org.cabas.service.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/**
 * The texts of a form as it was sent, read beside the controller that gets it: its token, and what must not be lost.
 *
 * @param all in the order in which they were sent; files are not among them
 */
public record FormFields(List<Field> all) {
    /** Of a form that nobody has filled in. */
    public static final FormFields NONE = new FormFields(List.of());

    /** The hidden field that {@link FormKey#token} goes into. */
    public static final String TOKEN = "csrf";

    /** Fields whose names start with it are never shown again. */
    public static final String PASSWORD = "password";

    /** So are those whose names start with this: what a household lives on, which is read, answered and forgotten. */
    public static final String CONFIDENTIAL = "confidential";

    /** More than any form of ours has; a grid sends JSON. */
    private static final int MOST = 2_000;

    public FormFields {
        all = List.copyOf(all);
    }

    /** A field's name and text. */
    public record Field(String name, String value) {}

    /** The fields of a form as a controller got it: by name, each with one value or several. */
    public static FormFields of(Map<String, ?> form) {
        var fields = new ArrayList<Field>();
        form.forEach((name, value) -> {
            if (value instanceof Collection<?> several) {
                several.forEach(each -> fields.add(new Field(name, String.valueOf(each))));
            } else if (value != null) {
                fields.add(new Field(name, value.toString()));
            }
        });
        return new FormFields(fields);
    }

    /** What stands in a field, without the spaces around it; empty where there is none. */
    public String text(String name) {
        return texts(name).stream().findFirst().orElse("");
    }

    /** All that was chosen under a name, as by boxes. */
    public List<String> texts(String name) {
        return all.stream()
                .filter(field -> field.name().equals(name))
                .map(field -> field.value().strip())
                .toList();
    }

    /** Whether that was chosen, by a box or in a list. */
    public boolean has(String name, String value) {
        return texts(name).contains(value);
    }

    /** Reads the body of a request; nothing where it is no form. */
    static FormFields read(HttpRequest<?> request, byte[] body) {
        var type = request.getContentType().map(MediaType::getName).orElse("");
        return switch (type) {
            case MediaType.APPLICATION_FORM_URLENCODED -> encoded(body);
            case MediaType.MULTIPART_FORM_DATA -> parts(request, body);
            default -> new FormFields(List.of());
        };
    }

    /** The token that the form carries. */
    Optional<String> token() {
        return all.stream()
                .filter(field -> field.name().equals(TOKEN))
                .map(Field::value)
                .findFirst();
    }

    /** What a person typed or chose. */
    public List<Field> typed() {
        return all.stream()
                .filter(field -> !field.name().equals(TOKEN)
                        && !field.name().startsWith(PASSWORD)
                        && !field.name().startsWith(CONFIDENTIAL))
                .toList();
    }

    private static FormFields encoded(byte[] body) {
        var fields = new ArrayList<Field>();
        var decoder =
                new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), StandardCharsets.UTF_8, false, MOST);
        try {
            decoder.parameters().forEach((name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
        } catch (IllegalArgumentException unreadable) {
            throw new ProblemFound(Kind.MALFORMED);
        }
        return new FormFields(fields);
    }

    private static FormFields parts(HttpRequest<?> request, byte[] body) {
        var copy = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        copy.headers().set(HttpHeaderNames.CONTENT_TYPE, request.getHeaders().get("Content-Type"));
        try {
            var decoder = new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), copy);
            try {
                var fields = new ArrayList<Field>();
                for (var part : decoder.getBodyHttpDatas()) {
                    if (part instanceof Attribute attribute && fields.size() < MOST) {
                        fields.add(new Field(attribute.getName(), attribute.getValue()));
                    }
                }
                return new FormFields(fields);
            } finally {
                decoder.destroy();
            }
        } catch (ErrorDataDecoderException | IOException unreadable) {
            throw new ProblemFound(Kind.MALFORMED);
        }
    }
}
