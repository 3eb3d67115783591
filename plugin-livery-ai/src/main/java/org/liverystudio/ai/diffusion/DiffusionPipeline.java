package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.List;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.WeightFormat;

/**
 * Keeps networks in memory between runs: one model and a few ControlNets. Files that were replaced
 * on disk meanwhile are noticed and loaded anew. Used by one thread at a time.
 */
public final class DiffusionPipeline implements AutoCloseable {
    private static final int MAX_MODELS = 1;
    private static final int MAX_CONTROL_NETS = 4;

    private final Torch torch;
    private final NetworkCache<Key, DiffusionModel> models =
            new NetworkCache<>(MAX_MODELS, DiffusionModel::close);
    private final NetworkCache<Key, LoadedControlNet> controlNets =
            new NetworkCache<>(MAX_CONTROL_NETS, LoadedControlNet::close);

    public DiffusionPipeline(Torch torch) {
        this.torch = torch;
    }

    /** The model of this folder, from memory if it is the one that was used last. */
    public DiffusionModel model(ModelFolder folder, NumberFormat format) {
        return model(folder, WeightFormat.of(format));
    }

    /** The model of this folder with weights in this format. */
    public DiffusionModel model(ModelFolder folder, WeightFormat format) {
        return models.get(
                Key.of(folder.path(), format), () -> DiffusionModel.open(torch, folder, format));
    }

    /** The ControlNet of this folder. */
    public LoadedControlNet controlNet(Path folder, NumberFormat format) {
        return controlNet(folder, WeightFormat.of(format));
    }

    /** The ControlNet of this folder with weights in this format. */
    public LoadedControlNet controlNet(Path folder, WeightFormat format) {
        return controlNets.get(
                Key.of(folder, format), () -> LoadedControlNet.open(torch, folder, format));
    }

    /** Frees the weights of ControlNets that the coming run does not need. */
    public void keepOnly(List<LoadedControlNet> needed) {
        controlNets.all().stream()
                .filter(net -> !needed.contains(net))
                .forEach(net -> net.weights().release());
    }

    @Override
    public void close() {
        models.close();
        controlNets.close();
    }

    private record Key(Path folder, WeightFormat format, String fingerprint) {
        static Key of(Path folder, WeightFormat format) {
            Path absolute = folder.toAbsolutePath().normalize();
            return new Key(absolute, format, ModelFolder.fingerprint(absolute));
        }
    }
}
