package org.liverystudio.ai.engine;

import java.util.Optional;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.devices.ComputeDevice;
import org.liverystudio.ai.torch.devices.DeviceSelector;

/**
 * PyTorch on what computes, and what memory there is for it.
 *
 * @param torch its tensors live on the device
 * @param choice how the device was chosen
 * @param runtimeBytes what is taken of that memory without any network
 */
public record EngineDevice(Torch torch, DeviceSelector.Choice choice, long runtimeBytes) {
    /** Driver, kernels and work space of a graphics card; from reports, not measured here. */
    private static final long CARD_RUNTIME = 700_000_000;

    /** The picture on the screen lives on the card too. */
    private static final double CARD_SHARE = 0.9;

    /** Which device is meant; empty for the fastest. */
    public static Optional<ComputeDevice> wanted(DeviceKind kind) {
        return switch (kind) {
            case AUTO -> Optional.empty();
            case CPU -> Optional.of(ComputeDevice.CPU);
            case CUDA -> Optional.of(ComputeDevice.CUDA);
            case MPS -> Optional.of(ComputeDevice.MPS);
        };
    }

    public static DeviceKind kind(ComputeDevice device) {
        return switch (device) {
            case CPU -> DeviceKind.CPU;
            case CUDA -> DeviceKind.CUDA;
            case MPS -> DeviceKind.MPS;
        };
    }

    /** Bytes of runtime in the memory that the device computes in. */
    static long runtime(DeviceSelector.Choice choice, long ofProcess) {
        return choice.freeBytes().isPresent() ? CARD_RUNTIME : ofProcess;
    }

    /**
     * Bytes that a run may take.
     *
     * @param free of the computer's own memory
     */
    static long limit(DeviceSelector.Choice choice, NetworkSettings networks, long free) {
        return networks.memoryLimit()
                .orElseGet(
                        () ->
                                choice.freeBytes().isPresent()
                                        ? (long) (CARD_SHARE * choice.freeBytes().getAsLong())
                                        : free);
    }

    long limit(NetworkSettings networks, MachineMemory machine) {
        return limit(choice, networks, machine.limit());
    }

    DeviceUse use() {
        return new DeviceUse(choice.device().torchName(), choice.why());
    }
}
