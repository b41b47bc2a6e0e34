package org.cabas.service.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.cabas.service.access.Caller;
import org.cabas.service.access.Cookies;
import org.cabas.service.access.Cookies.Purpose;
import org.jspecify.annotations.Nullable;

/** Shows pages, parts of pages for htmx, and sends people from one to another with something said. */
@Singleton
public class Pages {
    /** Pages may be kept by the person's own browser, which asks every time whether they still hold. */
    private static final String OWN = "private, no-cache";

    private static final String NOBODY_S = "no-store";

    /** How long what was said waits for the page that says it. */
    private static final Duration MESSAGE_AGE = Duration.ofMinutes(1);

    /** Of every page. */
    public static final MediaType HTML = new MediaType("text/html;charset=utf-8");

    private final Templates templates;
    private final Cookies cookies;

    Pages(Templates templates, Cookies cookies) {
        this.templates = templates;
        this.cookies = cookies;
    }

    /** The page, as an answer. */
    public MutableHttpResponse<String> show(Page page) {
        return show(page, HttpStatus.OK);
    }

    /** The page with another status: 422 for a form that has to be filled in again. */
    public MutableHttpResponse<String> show(Page page, HttpStatus status) {
        var said = page.flash() == null ? said(page.caller()) : null;
        if (said != null) {
            page.saying(said);
        }
        var answer = html(status, write(page), page);
        return said == null ? answer : answer.cookie(cookies.forgotten(Purpose.MESSAGE));
    }

    /** The page as text, for whoever keeps it. */
    public String write(Page page) {
        return templates.whole(page.view(), model(page));
    }

    /**
     * A part of a page, for htmx to put in place.
     *
     * @param page the page it belongs to, with what the part tells
     * @param fragment the name of a {@code th:fragment} without parameters in its template
     */
    public MutableHttpResponse<String> part(Page page, String fragment) {
        return html(HttpStatus.OK, templates.part(page.view(), fragment, model(page)), page);
    }

    /** Sends the caller to an address of ours, after a form, and has the page there say something first. */
    public MutableHttpResponse<?> redirect(Caller caller, String address, Flash flash) {
        return redirect(address)
                .cookie(cookies.cookie(Purpose.MESSAGE, caller.forms().sign(flash.written()), MESSAGE_AGE));
    }

    /** Sends someone to an address of ours. */
    public MutableHttpResponse<?> redirect(String address) {
        return HttpResponse.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, URI.create(address).toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static Map<String, @Nullable Object> model(Page page) {
        var model = new HashMap<String, @Nullable Object>(page.model());
        model.put("page", page);
        return model;
    }

    private @Nullable Flash said(@Nullable Caller caller) {
        if (caller == null) {
            return null;
        }
        return ServerRequestContext.currentRequest()
                .flatMap(request -> cookies.value(request, Purpose.MESSAGE))
                .map(caller.forms()::signed)
                .map(Flash::read)
                .orElse(null);
    }

    private static MutableHttpResponse<String> html(HttpStatus status, String text, Page page) {
        return HttpResponse.<String>status(status)
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, page.isUnkept() ? NOBODY_S : OWN)
                .header(HttpHeaders.CONTENT_LANGUAGE, "fr")
                .body(text);
    }
}
