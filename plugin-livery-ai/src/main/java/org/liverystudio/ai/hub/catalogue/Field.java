package org.liverystudio.ai.hub.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value of a JSON file that people write, and the way to it, so that what is wrong with it can be
 * found.
 */
public final class Field {
    private static final String ADVICE =
            "Correct that line, or move the file away; other models are not affected.";

    private final String file;
    private final String path;
    private final JsonNode value;

    private Field(String file, String path, JsonNode value) {
        this.file = file;
        this.path = path;
        this.value = value;
    }

    /**
     * @param file its name, for messages
     * @throws LiveryException if it is no JSON; the message names the line
     */
    public static Field root(String file, byte[] json) {
        try {
            return new Field(file, "", JsonMapper.shared().readTree(json));
        } catch (JacksonException e) {
            throw new LiveryException(
                    "%s, line %d, column %d: %s."
                            .formatted(
                                    file,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    e.getOriginalMessage()),
                    ADVICE,
                    e);
        }
    }

    /**
     * @throws LiveryException if it is missing
     */
    public Field required(String name) {
        return optional(name).orElseThrow(() -> child(name, value).wrong("is missing"));
    }

    public Optional<Field> optional(String name) {
        if (!value.isObject()) {
            throw wrong("must be an object { }");
        }
        return value.optional(name).map(found -> child(name, found));
    }

    private Field child(String name, JsonNode found) {
        return new Field(file, path.isEmpty() ? name : path + "." + name, found);
    }

    public List<Field> elements() {
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
    public String text() {
        if (!value.isString() || value.stringValue().isBlank()) {
            throw wrong("must be text");
        }
        return value.stringValue();
    }

    public String text(Pattern pattern, String what) {
        return text(text -> pattern.matcher(text).matches(), what);
    }

    public String text(Predicate<String> rule, String what) {
        String text = text();
        if (!rule.test(text)) {
            throw wrong("must be " + what);
        }
        return text;
    }

    /** A whole number from 0 on. */
    public long count() {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong("must be a whole number, not below 0");
        }
        return value.longValue();
    }

    public boolean flag() {
        if (!value.isBoolean()) {
            throw wrong("must be true or false");
        }
        return value.booleanValue();
    }

    public LiveryException wrong(String problem) {
        String found = value.isContainer() ? "" : ", but is %s".formatted(value);
        return new LiveryException(
                "%s: %s %s%s."
                        .formatted(
                                file,
                                path.isEmpty() ? "the whole file" : path,
                                problem,
                                problem.startsWith("is ") ? "" : found),
                ADVICE);
    }
}
