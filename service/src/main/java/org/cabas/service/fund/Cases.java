package org.cabas.service.fund;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.cabas.rules.cases.ReferenceCase;

/** Reference cases as they are kept beside a table: JSON, because a case outlives the columns that it was written for. */
public final class Cases {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Cases() {}

    /** The cases as text; empty for none. */
    public static String write(List<ReferenceCase> cases) {
        try {
            return cases.isEmpty() ? "" : JSON.writeValueAsString(cases);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The cases that {@link #write} wrote. */
    public static List<ReferenceCase> read(String written) {
        try {
            return written.isEmpty()
                    ? List.of()
                    : JSON.readerForListOf(ReferenceCase.class).readValue(written);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cases are kept as JSON", e);
        }
    }
}
