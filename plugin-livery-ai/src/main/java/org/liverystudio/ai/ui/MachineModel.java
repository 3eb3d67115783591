package org.liverystudio.ai.ui;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.liverystudio.ai.diffusion.memory.MemoryText;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.job.GenerationRequest;
import org.liverystudio.ai.job.MachineForecast;
import org.liverystudio.ai.job.ModelFacts;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Preferences;

/** What of the computer a generation may use, and what it will need of it. */
public final class MachineModel {
    /** What the memory field shows while the engine decides. */
    static final String AUTOMATIC = "Automatic";

    private static final String LIBTORCH = "libtorch";
    private static final String DEVICE = "device";
    private static final String MEMORY = "memoryLimit";

    private final Executor latest;
    private final Executor fx;
    private final MachineForecast forecast = new MachineForecast();
    private final ObjectProperty<DeviceKind> device;
    private final StringProperty memory;
    private final StringProperty libtorch;
    private final ReadOnlyStringWrapper outlook = new ReadOnlyStringWrapper("");

    /**
     * @param background reads what files say of a model
     * @param fx runs work on the JavaFX thread
     */
    MachineModel(PanelSettings settings, Executor background, Executor fx) {
        this.latest = new LatestOnly(background);
        this.fx = fx;
        device =
                new SimpleObjectProperty<>(
                        DeviceKind.ofOptionName(settings.text(DEVICE, "")).orElse(DeviceKind.AUTO));
        memory = new SimpleStringProperty(settings.text(MEMORY, AUTOMATIC));
        libtorch = new SimpleStringProperty(settings.text(LIBTORCH, ""));
        device.addListener((_, _, now) -> settings.put(DEVICE, now.optionName()));
        memory.addListener((_, _, now) -> settings.put(MEMORY, now));
        libtorch.addListener((_, _, now) -> settings.put(LIBTORCH, now));
    }

    ObjectProperty<DeviceKind> device() {
        return device;
    }

    /** {@link #AUTOMATIC} or an amount such as "6 GB". */
    StringProperty memory() {
        return memory;
    }

    /** A folder; empty for the plugin's own libtorch, or one that is found. */
    StringProperty libtorch() {
        return libtorch;
    }

    /** What the next picture needs, in words; empty while nobody can tell. */
    ReadOnlyStringProperty outlook() {
        return outlook.getReadOnlyProperty();
    }

    void onChange(InvalidationListener listener) {
        device.addListener(listener);
        memory.addListener(listener);
        libtorch.addListener(listener);
    }

    NetworkSettings apply(NetworkSettings networks) {
        return networks.withDevice(device.get()).withMemoryLimit(limit());
    }

    private OptionalLong limit() {
        return isAutomatic() ? OptionalLong.empty() : MemoryText.parse(memory.get());
    }

    private boolean isAutomatic() {
        return memory.get().isBlank() || memory.get().strip().equalsIgnoreCase(AUTOMATIC);
    }

    /** The folder of another libtorch as it is kept in the settings. */
    public static Optional<Path> libtorch(Preferences preferences) {
        return folder(new PanelSettings(preferences).text(LIBTORCH, ""));
    }

    private static Optional<Path> folder(String text) {
        try {
            return Optional.of(text.strip()).filter(name -> !name.isEmpty()).map(Path::of);
        } catch (InvalidPathException e) {
            // On Windows not every text is a path; no folder has that name.
            return Optional.empty();
        }
    }

    Optional<LiveryException> problem() {
        if (isAutomatic() || limit().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new LiveryException(
                        "\"%s\" is no amount of memory.".formatted(memory.get()),
                        "Write an amount such as 6 GB, or choose Automatic."));
    }

    /** Foretells anew, in the background. */
    void foretell(GenerationRequest request, DocumentSnapshot document, ModelFacts model) {
        Optional<Path> folder = folder(libtorch.get());
        latest.execute(
                () -> {
                    String words = forecast.words(request, document, model, folder);
                    fx.execute(() -> outlook.set(words));
                });
    }

    void clear() {
        outlook.set("");
    }
}
