package org.liverystudio.ai.torch.devices;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.liverystudio.host.LiveryException;

/** Decides what computes and which libtorch drives it, and says why. */
public final class DeviceSelector {
    private static final String GET_CUDA =
            "Download libtorch %s for CUDA 12.8 from pytorch.org, unpack it and name its folder in the settings, by --libtorch or in PYTORCH_LIBRARY_PATH. A Python environment with torch==%s serves as well."
                    .formatted(Libtorch.VERSION, Libtorch.VERSION);

    private final GpuProbe gpus;
    private final LibtorchSearch search;
    private final boolean appleSilicon;

    DeviceSelector(GpuProbe gpus, LibtorchSearch search, boolean appleSilicon) {
        this.gpus = gpus;
        this.search = search;
        this.appleSilicon = appleSilicon;
    }

    /**
     * @param libtorch folder of the settings, if one is named there
     */
    public static DeviceSelector ofThisComputer(Optional<Path> libtorch) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return new DeviceSelector(
                GpuProbe.ofDriver(),
                new LibtorchSearch(
                        libtorch, System.getenv(), Path.of(System.getProperty("user.home"))),
                system.startsWith("mac") && System.getProperty("os.arch").equals("aarch64"));
    }

    /**
     * What was decided.
     *
     * @param why one sentence without its full stop
     * @param freeBytes memory of a graphics card; empty where memory is the computer's own
     */
    public record Choice(
            ComputeDevice device, Libtorch libtorch, String why, OptionalLong freeBytes) {}

    /**
     * @param wanted empty for the fastest that is found
     * @throws LiveryException if the wanted device cannot be used, saying what is missing
     */
    public Choice choose(Optional<ComputeDevice> wanted) {
        Optional<LibtorchFolder> named = search.chosen().map(DeviceSelector::usable);
        return wanted.map(device -> asked(device, named)).orElseGet(() -> best(named));
    }

    private static LibtorchFolder usable(Path path) {
        LibtorchFolder folder =
                LibtorchFolder.find(path)
                        .orElseThrow(
                                () ->
                                        new LiveryException(
                                                "There is no libtorch in %s.".formatted(path),
                                                "Name the folder that holds %s, or leave the setting empty."
                                                        .formatted(
                                                                System.mapLibraryName("torch"))));
        folder.problem()
                .ifPresent(
                        problem -> {
                            throw new LiveryException(
                                    "This libtorch cannot be used: %s.".formatted(problem),
                                    "Name another folder, or leave the setting empty.");
                        });
        return folder;
    }

    private Choice asked(ComputeDevice device, Optional<LibtorchFolder> named) {
        return switch (device) {
            case CPU -> processor(named, "it was asked for");
            case CUDA ->
                    switch (gpus.probe()) {
                        case GpuProbe.Found.Nothing(String reason) ->
                                throw new LiveryException(
                                        "No NVIDIA graphics card can be used: %s."
                                                .formatted(reason),
                                        "Install NVIDIA's driver, or let the processor compute (--device cpu).");
                        case GpuProbe.Found.Cards(List<GpuProbe.Card> cards) ->
                                cuda(cards.getFirst(), named)
                                        .orElseThrow(() -> withoutCuda(cards.getFirst(), named));
                    };
            case MPS -> {
                if (!appleSilicon) {
                    throw new LiveryException(
                            "This computer has no Apple silicon.",
                            "Let the processor compute (--device cpu), or choose cuda.");
                }
                yield apple("it was asked for");
            }
        };
    }

    private Choice best(Optional<LibtorchFolder> named) {
        if (appleSilicon) {
            return apple("it is the fastest here");
        }
        return switch (gpus.probe()) {
            case GpuProbe.Found.Nothing(String reason) -> processor(named, reason);
            case GpuProbe.Found.Cards(List<GpuProbe.Card> cards) ->
                    cuda(cards.getFirst(), named)
                            .orElseGet(
                                    () ->
                                            processor(
                                                    named,
                                                    "for the %s there is only a libtorch without CUDA"
                                                            .formatted(cards.getFirst().name())));
        };
    }

    private static Choice processor(Optional<LibtorchFolder> named, String why) {
        return new Choice(
                ComputeDevice.CPU,
                named.map(folder -> folder.toLoad(ComputeDevice.CPU)).orElseGet(Libtorch::bundled),
                why,
                OptionalLong.empty());
    }

    private static Choice apple(String why) {
        return new Choice(ComputeDevice.MPS, Libtorch.bundled(), why, OptionalLong.empty());
    }

    private Optional<Choice> cuda(GpuProbe.Card card, Optional<LibtorchFolder> named) {
        Predicate<LibtorchFolder> fits = folder -> folder.cuda() && folder.problem().isEmpty();
        return named.filter(fits)
                .or(() -> search.installed().stream().filter(fits).findFirst())
                .map(
                        folder ->
                                new Choice(
                                        ComputeDevice.CUDA,
                                        folder.toLoad(ComputeDevice.CUDA),
                                        "%s with driver %s, driven by %s"
                                                .formatted(
                                                        card.name(),
                                                        card.driver(),
                                                        folder.libraries()),
                                        OptionalLong.of(card.freeBytes())));
    }

    private LiveryException withoutCuda(GpuProbe.Card card, Optional<LibtorchFolder> named) {
        List<String> seen = new ArrayList<>();
        seen.add("the plugin's own is for the processor");
        named.ifPresent(folder -> seen.add(folder.libraries() + " is for the processor too"));
        for (LibtorchFolder folder : search.installed()) {
            seen.add(folder.problem().orElse(folder.libraries() + " is for the processor too"));
        }
        return new LiveryException(
                "There is a graphics card (%s), but no libtorch for CUDA: %s."
                        .formatted(card.name(), String.join("; ", seen)),
                GET_CUDA);
    }
}
