package org.cabas.service.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.Map;

/** Columns in which this service writes JSON for itself. No failure quotes what stands there: it may be personal. */
@Singleton
public class JsonColumns {
    private final ObjectMapper json;

    public JsonColumns(ObjectMapper json) {
        this.json = json;
    }

    /**
     * What was written.
     *
     * @throws IllegalStateException it is none of ours
     */
    public <T> T read(String written, TypeReference<T> type) {
        try {
            return json.readValue(written, type);
        } catch (JsonProcessingException quoting) {
            throw unreadable();
        }
    }

    /** Texts by their names. */
    public Map<String, String> texts(String written) {
        return read(written, new TypeReference<>() {});
    }

    /** Values by their names. */
    public Map<String, Object> values(String written) {
        return read(written, new TypeReference<>() {});
    }

    /** A value to keep: texts, numbers, lists and maps of them. */
    public String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException quoting) {
            throw new IllegalArgumentException("a value that JSON doesn't have");
        }
    }

    private static IllegalStateException unreadable() {
        return new IllegalStateException("what this service wrote can't be read");
    }
}
