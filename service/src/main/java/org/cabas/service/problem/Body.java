package org.cabas.service.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.cabas.service.problem.Problem.Fault;
import org.cabas.service.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read field by field, collecting everything that is wrong with its JSON pointer. What is read of a
 * faulty field is a placeholder; {@link #end} throws before anyone can use it.
 */
public final class Body {

    /** The largest amount, 1 000 000,00 €: no food purchase is larger, and sums stay far from overflow. */
    public static final long LARGEST_AMOUNT = 100_000_000;

    /** Faults that one answer lists: more than a person reads, and a body of nothing but faults stays cheap to answer. */
    static final int MOST_FAULTS = 200;

    /** Any text that can be written back, and is seen when it is shown. */
    private static final Pattern READABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Cn}]+");

    private final ObjectNode node;
    private final String pointer;
    private final List<Fault> faults;
    private final Set<String> known = new HashSet<>();
    private final List<Body> children = new ArrayList<>();

    private Body(ObjectNode node, String pointer, List<Fault> faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** Reads a body; a {@link Kind#MALFORMED} problem where it is no JSON object. */
    public static Body of(byte[] bytes) {
        return of(bytes, List.of());
    }

    /**
     * The same for a request that has other faults already.
     *
     * @param others to be told together with those of the body
     */
    public static Body of(byte[] bytes, List<Fault> others) {
        var faults = new ArrayList<>(others);
        return new Body(StrictJson.read(bytes, faults), "", faults);
    }

    /** Adds a fault of a field of this object; an empty name stands for the object itself. */
    public void fault(String field, String key, Object... arguments) {
        if (faults.size() == MOST_FAULTS) {
            faults.add(new Fault("", "too_many", List.of(MOST_FAULTS)));
        }
        if (faults.size() > MOST_FAULTS) {
            return;
        }
        faults.add(new Fault(field.isEmpty() ? pointer : at(field), key, List.of(arguments)));
    }

    /** Whether a fault of that field was found. */
    public boolean isFaulty(String field) {
        return !faults.isEmpty()
                && faults.stream().anyMatch(fault -> fault.pointer().equals(at(field)));
    }

    /** Whether the object has the field, null counting as absent. */
    public boolean has(String field) {
        known.add(field);
        return node.hasNonNull(field);
    }

    /** A text of visible characters, or null where it is absent or wrong. */
    public @Nullable String optionalText(String field, int longest, Pattern pattern, String key) {
        if (!has(field)) {
            return null;
        }
        var value = node.get(field);
        if (!value.isTextual()) {
            fault(field, "not_a_text");
        } else if (value.textValue().length() > longest
                || !pattern.matcher(value.textValue()).matches()) {
            fault(field, key, longest);
        } else {
            return value.textValue();
        }
        return null;
    }

    /** A text that must be there. */
    public String text(String field, int longest, Pattern pattern, String key) {
        var value = optionalText(field, longest, pattern, key);
        if (value == null && !node.hasNonNull(field)) {
            fault(field, "missing");
        }
        return value == null ? "" : value;
    }

    /** Whole cents from a minimum up to {@link #LARGEST_AMOUNT}; the minimum where they are wrong. */
    public long cents(String field, long minimum) {
        if (!has(field)) {
            fault(field, "missing");
            return minimum;
        }
        var value = node.get(field);
        if (!value.isNumber()) {
            fault(field, "not_a_number");
        } else if (!value.isIntegralNumber()) {
            fault(field, "not_whole_cents");
        } else if (!value.canConvertToLong() || value.longValue() < minimum || value.longValue() > LARGEST_AMOUNT) {
            fault(field, "amount_out_of_range", minimum, LARGEST_AMOUNT);
        } else {
            return value.longValue();
        }
        return minimum;
    }

    /** Yes or no, and what holds where the field is absent. */
    public boolean flag(String field, boolean otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        if (!node.get(field).isBoolean()) {
            fault(field, "not_a_boolean");
        }
        return node.get(field).asBoolean();
    }

    /** An instant written with its offset (ISO 8601), or null where it is absent or wrong. */
    public @Nullable Instant instant(String field, boolean required) {
        if (!has(field)) {
            if (required) {
                fault(field, "missing");
            }
            return null;
        }
        try {
            if (node.get(field).isTextual()) {
                return OffsetDateTime.parse(node.get(field).textValue()).toInstant();
            }
        } catch (DateTimeException unreadable) {
            fault(field, "not_an_instant");
            return null;
        }
        fault(field, "not_an_instant");
        return null;
    }

    /** Texts, or none where the field is absent. */
    public List<String> texts(String field, int most, int longest) {
        var texts = new ArrayList<String>();
        if (!has(field)) {
            return texts;
        }
        var array = node.get(field);
        if (!array.isArray() || array.size() > most) {
            fault(field, "not_a_list", most);
            return texts;
        }
        for (var i = 0; i < array.size(); i++) {
            if (!array.get(i).isTextual()
                    || array.get(i).textValue().length() > longest
                    || !READABLE.matcher(array.get(i).textValue()).matches()) {
                fault(field + "/" + i, "not_a_label", longest);
            } else {
                texts.add(array.get(i).textValue());
            }
        }
        return texts;
    }

    /** Objects, or none where the field is absent; the fault of too long a list is the only one of it. */
    public List<Body> objects(String field, int most) {
        var objects = new ArrayList<Body>();
        if (!has(field)) {
            return objects;
        }
        var array = node.get(field);
        if (!array.isArray() || array.isEmpty() || array.size() > most) {
            fault(field, "not_a_list", most);
            return objects;
        }
        for (var i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof ObjectNode object) {
                objects.add(new Body(object, at(field) + "/" + i, faults));
            } else {
                fault(field + "/" + i, "not_an_object");
            }
        }
        children.addAll(objects);
        return objects;
    }

    /** How many items a list has, whatever they are. */
    public int size(String field) {
        return node.path(field).size();
    }

    /** Adds faults that were found in what was read. */
    public void add(List<Fault> found) {
        faults.addAll(found);
    }

    /** Ends the reading: fields that nobody asked for are faults too, and any fault ends the request. */
    public void end() {
        end(List::of);
    }

    /** @param lesser faults that end a request only together with others */
    public void end(Supplier<List<Fault>> lesser) {
        unknownFields();
        if (!faults.isEmpty()) {
            faults.addAll(lesser.get());
            throw new ProblemFound(new Problem(Kind.MALFORMED, faults, null));
        }
    }

    private void unknownFields() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(escaped(name), "unknown_field");
            }
        });
        children.forEach(Body::unknownFields);
    }

    private String at(String field) {
        return pointer + "/" + field;
    }

    /** A name that may be anything, as part of a JSON pointer (RFC 6901). */
    private static String escaped(String name) {
        return StrictJson.wellFormed(name).replace("~", "~0").replace("/", "~1");
    }
}
