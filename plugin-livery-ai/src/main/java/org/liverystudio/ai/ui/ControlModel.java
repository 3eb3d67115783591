package org.liverystudio.ai.ui;

import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.livery.ControlKind;

/** One control of the panel: a layer, what it means, how much it counts. */
final class ControlModel {
    private final ObjectProperty<LayerChoice> layer = new SimpleObjectProperty<>();
    private final ObjectProperty<ControlKind> kind = new SimpleObjectProperty<>(ControlKind.MASK);
    private final DoubleProperty strength = new SimpleDoubleProperty(1);
    private final ObjectProperty<Optional<RgbImage>> preview =
            new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty problem = new SimpleStringProperty("");

    ControlModel(LayerChoice start, ControlKind kind) {
        layer.set(start);
        this.kind.set(kind);
    }

    ObjectProperty<LayerChoice> layer() {
        return layer;
    }

    ObjectProperty<ControlKind> kind() {
        return kind;
    }

    /** Weight of the ControlNet, 0 to 2. */
    DoubleProperty strength() {
        return strength;
    }

    /** The exact picture that the network gets; empty until it is drawn. */
    ObjectProperty<Optional<RgbImage>> preview() {
        return preview;
    }

    /** Why there is no picture; empty if there is one. */
    StringProperty problem() {
        return problem;
    }

    Control toControl() {
        double shown = Math.round(strength.get() * 100) / 100.0; // no more digits than the panel's
        return new Control(layer.get().text(), kind.get(), shown, 0, 1);
    }
}
