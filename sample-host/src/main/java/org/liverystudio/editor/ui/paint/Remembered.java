package org.liverystudio.editor.ui.paint;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.liverystudio.editor.paint.Ink;
import org.liverystudio.host.Preferences;

/** Makes properties that start with the value of the last time and keep the next one. */
final class Remembered {
    private final Preferences preferences;

    Remembered(Preferences preferences) {
        this.preferences = preferences;
    }

    BooleanProperty flag(String key, boolean first) {
        boolean known = preferences.get(key).map(Boolean::parseBoolean).orElse(first);
        BooleanProperty property = new SimpleBooleanProperty(known);
        property.addListener((o, was, is) -> preferences.put(key, is.toString()));
        return property;
    }

    /** A number within limits; a setting that is none, or lies outside, does no harm. */
    DoubleProperty number(String key, double first, double least, double most) {
        double known = preferences.get(key).flatMap(Remembered::number).orElse(first);
        DoubleProperty property = new SimpleDoubleProperty(Math.clamp(known, least, most));
        property.addListener((o, was, is) -> preferences.put(key, is.toString()));
        return property;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty(); // changed by hand
        }
    }

    ObjectProperty<Ink.Colour> colour(String key, Ink.Colour first) {
        Ink.Colour known = preferences.get(key).flatMap(Hex::parse).orElse(first);
        ObjectProperty<Ink.Colour> property = new SimpleObjectProperty<>(known);
        property.addListener((o, was, is) -> preferences.put(key, Hex.format(is)));
        return property;
    }
}
