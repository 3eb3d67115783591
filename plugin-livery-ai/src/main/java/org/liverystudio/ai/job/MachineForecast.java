package org.liverystudio.ai.job;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.diffusion.memory.MemoryPlan;
import org.liverystudio.ai.diffusion.memory.MemoryText;
import org.liverystudio.ai.diffusion.memory.NotEnoughMemoryException;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.EngineDevice;
import org.liverystudio.ai.engine.MemoryForecast;
import org.liverystudio.ai.torch.devices.DeviceSelector;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LiveryException;

/**
 * Says, before a picture is made, what will compute it and how much memory that takes. Used by one
 * thread at a time.
 */
public final class MachineForecast {
    private Optional<Known> known = Optional.empty();

    /** Looking for devices starts a program: once for each wish is enough. */
    private record Known(DeviceKind kind, Optional<Path> libtorch, DeviceSelector.Choice choice) {}

    /**
     * @param libtorch folder of another libtorch than the plugin's own
     * @return one or two sentences, or what stands in the way; empty where the request or the model
     *     is at fault, since others tell that
     */
    public String words(
            GenerationRequest request,
            DocumentSnapshot document,
            ModelFacts model,
            Optional<Path> libtorch) {
        DeviceSelector.Choice choice;
        try {
            choice = choice(request.networks().device(), libtorch);
        } catch (LiveryException e) {
            return e.oneLine();
        }
        try {
            DiffusionRequest planned =
                    Planner.plan(request, document, model, Map.of(), LatentFiles.NONE).diffusion();
            return words(MemoryForecast.of(planned, choice), choice);
        } catch (NotEnoughMemoryException e) {
            return e.oneLine();
        } catch (LiveryException e) {
            return "";
        }
    }

    private DeviceSelector.Choice choice(DeviceKind kind, Optional<Path> libtorch) {
        if (known.isEmpty()
                || known.get().kind() != kind
                || !known.get().libtorch().equals(libtorch)) {
            DeviceSelector selector = DeviceSelector.ofThisComputer(libtorch);
            known =
                    Optional.of(
                            new Known(kind, libtorch, selector.choose(EngineDevice.wanted(kind))));
        }
        return known.get().choice();
    }

    static String words(MemoryPlan plan, DeviceSelector.Choice choice) {
        String memory = "Needs about %s of memory".formatted(MemoryText.of(plan.predictedPeak()));
        String parts =
                plan.streams() ? "; parts of the model come and go, so it takes longer." : ".";
        String device = choice.device().title();
        return "%s%s %s%s computes: %s."
                .formatted(
                        memory,
                        parts,
                        Character.toUpperCase(device.charAt(0)),
                        device.substring(1),
                        choice.why());
    }
}
