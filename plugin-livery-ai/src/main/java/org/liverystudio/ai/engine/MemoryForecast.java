package org.liverystudio.ai.engine;

import java.nio.file.Path;
import java.util.List;
import org.liverystudio.ai.diffusion.ModelFolder;
import org.liverystudio.ai.diffusion.ModelMemory;
import org.liverystudio.ai.diffusion.lora.LoraFile;
import org.liverystudio.ai.diffusion.memory.MemoryNeeds;
import org.liverystudio.ai.diffusion.memory.MemoryPlan;
import org.liverystudio.ai.diffusion.memory.MemoryPlanner;
import org.liverystudio.ai.diffusion.memory.RunSizes;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.WeightFormat;
import org.liverystudio.ai.torch.devices.ComputeDevice;
import org.liverystudio.ai.torch.devices.DeviceSelector;
import org.liverystudio.host.LiveryException;

/**
 * Foretells how much memory a run takes and how it keeps within its limit, from configs and file
 * headers: PyTorch is not started, so that it may be asked while the painter types.
 */
public final class MemoryForecast {
    /** A worker process with PyTorch loaded and warm, but no network; measured. */
    static final long WORKER_RUNTIME = 350_000_000;

    /** What scripts, compiled code and PyTorch's own buffers add in the first run; measured. */
    private static final long WARMING = 120_000_000;

    /** Planes of floats on both sides, the picture itself and its way through the pipe. */
    private static final int BYTES_PER_PIXEL = 60;

    /** A control or start picture and its planes. */
    private static final int BYTES_PER_GIVEN_PIXEL = 30;

    private MemoryForecast() {}

    /**
     * The plan of a run in a fresh worker process.
     *
     * @param choice what will compute
     * @throws LiveryException if the model cannot be read, or the request's limit, or this
     *     computer's memory, does not suffice
     */
    public static MemoryPlan of(DiffusionRequest request, DeviceSelector.Choice choice) {
        long free = MachineMemory.ofThisComputer().limitOfAnotherProcess();
        return plan(
                request,
                choice.device(),
                EngineDevice.runtime(choice, WORKER_RUNTIME),
                EngineDevice.limit(choice, request.networks(), free));
    }

    /** What a process that has just started PyTorch will hold without networks once it is warm. */
    static long runtime(MachineMemory machine) {
        long own = machine.own().orElse(0);
        return Math.max(WORKER_RUNTIME, own + WARMING);
    }

    /**
     * @param runtime bytes of the process without networks
     * @param limit bytes that it may hold, all in all
     */
    static MemoryPlan plan(
            DiffusionRequest request, ComputeDevice device, long runtime, long limit) {
        ModelFolder folder = ModelFolder.open(request.model());
        WeightFormat format = NumberFormats.choose(request.networks().precision(), folder, device);
        ModelMemory memory = ModelMemory.of(folder, format);
        List<Path> controlNets =
                request.controls().stream()
                        .map(control -> control.controlNet().toAbsolutePath().normalize())
                        .toList();
        MemoryNeeds needs =
                memory.needs(
                        runtime + pictures(request) + loras(request, format.arithmetic()),
                        controlNets,
                        sizes(request),
                        request.sampling().count(),
                        request.sampling().guidanceScale() > 1);
        return MemoryPlanner.plan(needs, limit);
    }

    /** They are held as long as any of their networks. */
    private static long loras(DiffusionRequest request, NumberFormat format) {
        return request.networks().loras().stream()
                .mapToLong(lora -> LoraFile.open(lora.file()).weightCount() * format.bytes())
                .sum();
    }

    private static RunSizes sizes(DiffusionRequest request) {
        RunSizes sizes = RunSizes.whole(request.width(), request.height());
        for (LaterPass pass : request.passes().later()) {
            int tile = pass.tile().orElse(Integer.MAX_VALUE);
            int width = Math.min(tile, pass.width());
            int height = Math.min(tile, pass.height());
            boolean larger =
                    (long) width * height > (long) sizes.shownWidth() * sizes.shownHeight();
            sizes =
                    new RunSizes(
                            larger ? width : sizes.shownWidth(),
                            larger ? height : sizes.shownHeight(),
                            pass.width(),
                            pass.height());
        }
        return sizes;
    }

    private static long pictures(DiffusionRequest request) {
        RunSizes sizes = sizes(request);
        long pixels = (long) sizes.width() * sizes.height();
        long given = request.controls().size() + (request.initialImage().isPresent() ? 1 : 0);
        return pixels
                * (BYTES_PER_PIXEL * request.sampling().count() + BYTES_PER_GIVEN_PIXEL * given);
    }
}
