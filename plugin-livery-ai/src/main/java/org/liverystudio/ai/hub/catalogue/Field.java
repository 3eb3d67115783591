package org.liverystudio.ai.hub.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;

/** A value of a catalogue and the way to it, so that what is wrong with it can be found. */
final class Field {
    private final String file;
    private final String path;
    private final JsonNode value;

    Field(String file, String path, JsonNode value) {
        this.file = file;
        this.path = path;
        this.value = value;
    }

    /**
     * @throws LiveryException if it is missing
     */
    Field required(String name) {
        return optional(name).orElseThrow(() -> child(name, value).wrong("is missing"));
    }

    Optional<Field> optional(String name) {
        if (!value.isObject()) {
            throw wrong("must be an object { }");
        }
        return value.optional(name).map(found -> child(name, found));
    }

    private Field child(String name, JsonNode found) {
        return new Field(file, path.isEmpty() ? name : path + "." + name, found);
    }

    List<Field> elements() {
        if (!value.isArray()) {
            throw wrong("must be a list [ ]");
        }
        List<Field> elements = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            elements.add(new Field(file, path + "[" + i + "]", value.get(i)));
        }
        return elements;
    }

    /** Text with something in it. */
    String text() {
        if (!value.isString() || value.stringValue().isBlank()) {
            throw wrong("must be text");
        }
        return value.stringValue();
    }

    String text(Pattern pattern, String what) {
        return text(text -> pattern.matcher(text).matches(), what);
    }

    String text(Predicate<String> rule, String what) {
        String text = text();
        if (!rule.test(text)) {
            throw wrong("must be " + what);
        }
        return text;
    }

    /** A whole number from 0 on. */
    long count() {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong("must be a whole number, not below 0");
        }
        return value.longValue();
    }

    boolean flag() {
        if (!value.isBoolean()) {
            throw wrong("must be true or false");
        }
        return value.booleanValue();
    }

    LiveryException wrong(String problem) {
        String found = value.isContainer() ? "" : ", but is %s".formatted(value);
        return new LiveryException(
                "%s: %s %s%s."
                        .formatted(
                                file,
                                path.isEmpty() ? "the whole file" : path,
                                problem,
                                problem.startsWith("is ") ? "" : found),
                "Correct that line, or move the file away; other models are not affected.");
    }
}
