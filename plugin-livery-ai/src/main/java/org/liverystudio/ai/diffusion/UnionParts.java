package org.liverystudio.ai.diffusion;

import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;

/**
 * What a union ControlNet does before the way down: tells the time embedding which kinds of control
 * are given, and weighs the embedded pictures. Neither depends on the latents, so both are done
 * once a run.
 *
 * @see <a href="https://github.com/xinsir6/ControlNetPlus">ControlNet++</a>, as diffusers' {@code
 *     ControlNetUnionModel}
 */
final class UnionParts implements AutoCloseable {
    private final ControlUnion union;
    private final UnetConfig trunk;
    private final NetworkWeights weights;
    private final ScriptModule script;

    UnionParts(Torch torch, ControlUnion union, UnetConfig trunk, NetworkWeights weights) {
        this.union = union;
        this.trunk = trunk;
        this.weights = weights;
        this.script = ScriptModule.load(torch, "union", "Union");
    }

    /** How many kinds of control it knows, the first ones of {@link ControlType}. */
    int kindCount() {
        return union.kinds();
    }

    /**
     * @param types of all pictures of the run
     * @param like a tensor in the network's number format
     * @return {@code [1, time channels]}, to add to the time embedding
     */
    Tensor kinds(ScriptCalls calls, List<ControlType> types, Tensor like) {
        float[] given = new float[union.kinds()];
        types.forEach(type -> given[type.ordinal()] = 1);
        try (Tensor flags =
                calls.scope()
                        .floats(
                                new FloatTensor(List.of((long) given.length), given),
                                NumberFormat.FLOAT32)) {
            return calls.of(script)
                    .call(
                            "kinds",
                            flags,
                            like,
                            trunk.sizeChannels(),
                            trunk.cosineFirst(),
                            trunk.frequencyShift(),
                            weights.block(""));
        }
    }

    /**
     * An embedded picture, ready to be added to the first feature map.
     *
     * @param hint of {@link ControlNet#hint}
     * @param scale weight of the picture among several; 1 if it is alone
     */
    Tensor weighed(ScriptCalls calls, Tensor hint, ControlType type, double scale) {
        try (TorchScope inner = calls.scope().inner()) {
            ScriptCalls local = calls.of(script).in(inner);
            Tensor token = local.call("token", hint, type.ordinal(), scale, weights.block(""));
            for (int i = 0; i < union.layers(); i++) {
                token =
                        local.call(
                                "layer",
                                token,
                                weights.block("transformer_layes.%d.".formatted(i)));
            }
            return calls.of(script).call("spread", hint, token, scale, weights.block(""));
        }
    }

    @Override
    public void close() {
        script.close();
    }
}
