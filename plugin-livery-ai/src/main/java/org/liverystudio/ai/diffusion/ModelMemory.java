package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.liverystudio.ai.diffusion.memory.MemoryNeeds;
import org.liverystudio.ai.diffusion.memory.NetworkSize;
import org.liverystudio.ai.diffusion.memory.RunSizes;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.WeightFormat;
import org.liverystudio.host.LiveryException;

/**
 * What runs with a model cost in memory, from its configs and the headers of its files alone: no
 * weight is read and PyTorch is not started.
 */
public final class ModelMemory {
    /** Two prompts of one chunk; longer ones are rare and small beside everything else. */
    private static final int PROMPT_ROWS = 2;

    /** States, their copies, and the wide layer in between. */
    private static final int TEXT_COPIES = 16;

    private final WeightFormat format;
    private final UnetConfig unet;
    private final VaeConfig autoencoder;
    private final List<NetworkSize> textEncoders;
    private final NetworkSize unetSize;
    private final NetworkSize autoencoderSize;
    private final long textWork;

    private ModelMemory(ModelFolder folder, WeightFormat format) {
        this.format = format;
        this.unet = folder.unetConfig();
        this.autoencoder = folder.vaeConfig();
        this.unetSize = folder.unetFiles().size(format);
        this.autoencoderSize = folder.vaeFiles().size(NumberFormat.FLOAT32);
        ClipConfig first = folder.clipConfig(ModelFolder.FIRST_ENCODER);
        ClipConfig second = folder.clipConfig(ModelFolder.SECOND_ENCODER);
        this.textEncoders =
                List.of(
                        folder.clipFiles(ModelFolder.FIRST_ENCODER).size(format),
                        folder.clipFiles(ModelFolder.SECOND_ENCODER).size(format));
        this.textWork = Math.max(textWork(first), textWork(second));
    }

    /**
     * @param format of UNet and text encoders
     * @throws LiveryException if a file is missing, broken, or asks for what is not built
     */
    public static ModelMemory of(ModelFolder folder, WeightFormat format) {
        return new ModelMemory(folder, format);
    }

    private long textWork(ClipConfig config) {
        return (long) TEXT_COPIES
                * PROMPT_ROWS
                * config.positions()
                * config.channels()
                * format.arithmetic().bytes();
    }

    /**
     * @param runtime bytes of the process without networks
     * @param controlNets folders of ControlNets
     * @param pictures made in the run
     */
    public MemoryNeeds needs(
            long runtime, List<Path> controlNets, RunSizes sizes, int pictures, boolean guided) {
        int unit = autoencoder.pixelsPerLatent();
        List<NetworkSize> denoisers = new ArrayList<>(List.of(unetSize));
        for (Path folder : controlNets.stream().distinct().toList()) {
            denoisers.add(LoadedControlNet.files(folder).size(format));
        }
        UnetWork work = new UnetWork(unet, format.arithmetic().bytes(), controlNets.size());
        return new MemoryNeeds(
                runtime,
                textEncoders,
                textWork,
                denoisers,
                rows -> work.bytes(sizes.shownHeight() / unit, sizes.shownWidth() / unit, rows),
                autoencoderSize,
                (rows, columns) -> VaeTiling.bytes(autoencoder, rows, columns),
                pictures,
                guided ? 2 : 1,
                sizes.height() / unit,
                sizes.width() / unit);
    }
}
