package org.liverystudio.ai.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.WeightFormat;
import org.liverystudio.ai.torch.WeightLoader;
import org.liverystudio.host.LiveryException;

/** A ControlNet ready to run. */
public final class LoadedControlNet implements AutoCloseable {
    private final Path folder;
    private final NetworkWeights weights;
    private final ControlNet net;
    private final Optional<UnionParts> union;

    private LoadedControlNet(
            Torch torch, Path folder, ControlNetConfig config, NetworkWeights weights) {
        this.folder = folder;
        this.weights = weights;
        this.net = new ControlNet(config, weights);
        this.union =
                config.union().map(parts -> new UnionParts(torch, parts, config.trunk(), weights));
    }

    /**
     * @throws LiveryException if the folder holds no SDXL ControlNet
     */
    public static LoadedControlNet open(Torch torch, Path folder, NumberFormat format) {
        return open(torch, folder, WeightFormat.of(format));
    }

    static LoadedControlNet open(Torch torch, Path folder, WeightFormat format) {
        NetworkFiles files = files(folder);
        return new LoadedControlNet(
                torch,
                folder,
                ControlNetConfig.read(ControlNetFiles.in(folder).config()),
                new NetworkWeights(files, new WeightLoader(torch, format)));
    }

    /** Where its weights lie, checked against its config. */
    static NetworkFiles files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new LiveryException(
                    "The ControlNet folder %s does not exist.".formatted(folder),
                    "Check the path, or generate without a control layer.");
        }
        ControlNetFiles found = ControlNetFiles.in(folder);
        return NetworkFiles.of(
                UnetLayout.of(ControlNetConfig.read(found.config())),
                WeightFiles.open(folder, found.weights()),
                WeightNames.plain());
    }

    NetworkWeights weights() {
        return weights;
    }

    /** Loads the weights now, as far as they may stay. */
    public void load(Runnable beforeEachBlock) {
        weights.loadAll(beforeEachBlock);
    }

    ControlNet net() {
        return net;
    }

    /** What it has more if it reads several kinds of control. */
    Optional<UnionParts> union() {
        return union;
    }

    /** Refuses a kind of control that a union network does not know. */
    void requireKnows(ControlType type) {
        int known = union.map(UnionParts::kindCount).orElse(Integer.MAX_VALUE);
        if (type.ordinal() >= known) {
            throw new LiveryException(
                    "The union ControlNet in %s knows no %s; it knows %s."
                            .formatted(folder, word(type), words(known)),
                    "Use the larger union network (promax), or another kind of control.");
        }
    }

    private static String words(int known) {
        return Arrays.stream(ControlType.values())
                .limit(known)
                .map(LoadedControlNet::word)
                .collect(Collectors.joining(", "));
    }

    private static String word(ControlType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Refuses a ControlNet that was made for another model. */
    void requireFits(UnetConfig unet) {
        UnetConfig trunk = net.config().trunk();
        if (!trunk.channels().equals(unet.channels())
                || !trunk.resnets().equals(unet.resnets())
                || trunk.contextChannels() != unet.contextChannels()
                || trunk.inChannels() != unet.inChannels()
                || trunk.addedChannels() != unet.addedChannels()) {
            throw new LiveryException(
                    "The ControlNet in %s does not fit the model: its channels are %s, the model's %s."
                            .formatted(folder, trunk.channels(), unet.channels()),
                    "Choose a ControlNet that was trained for this model.");
        }
    }

    /** The picture with its channels in the order that this network wants. */
    FloatTensor ordered(FloatTensor picture) {
        if (!net.config().blueFirst()) {
            return picture;
        }
        int channels = picture.length(1);
        int plane = picture.length(2) * picture.length(3);
        float[] swapped = new float[picture.values().length];
        for (int i = 0; i < picture.length(0) * channels; i++) {
            int channel = i % channels;
            int mirrored = i - channel + channels - 1 - channel;
            System.arraycopy(picture.values(), i * plane, swapped, mirrored * plane, plane);
        }
        return new FloatTensor(picture.shape(), swapped);
    }

    @Override
    public void close() {
        union.ifPresent(UnionParts::close);
        net.close();
    }
}
