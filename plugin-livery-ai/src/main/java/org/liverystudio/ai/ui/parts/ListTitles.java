package org.liverystudio.ai.ui.parts;

import java.util.function.Function;
import javafx.util.StringConverter;

/** What a list of choices shows for its values. The list cannot be typed into. */
public final class ListTitles<T> extends StringConverter<T> {
    private final Function<T, String> title;

    public ListTitles(Function<T, String> title) {
        this.title = title;
    }

    /** A list passes through "nothing" while its values change. */
    @Override
    public String toString(T value) {
        return value == null ? "" : title.apply(value);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("The list is not editable: " + text);
    }
}
