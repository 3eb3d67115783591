package org.liverystudio.ai.diffusion;

import java.util.List;
import org.liverystudio.ai.diffusion.memory.MemoryPlan;
import org.liverystudio.ai.torch.NativeHeap;

/**
 * Lets networks take turns in memory as a plan says: whoever's turn comes finds the room that it
 * needs. May be asked again and again; what is gone already costs nothing.
 */
final class NetworkTurns {
    private final PromptEncoder prompts;
    private final NetworkWeights autoencoder;
    private final List<NetworkWeights> denoisers;
    private final MemoryPlan plan;

    /**
     * @param denoisers the UNet and the ControlNets, in the order of the plan's limits
     */
    NetworkTurns(
            PromptEncoder prompts,
            NetworkWeights autoencoder,
            List<NetworkWeights> denoisers,
            MemoryPlan plan) {
        this.prompts = prompts;
        this.autoencoder = autoencoder;
        this.denoisers = List.copyOf(denoisers);
        this.plan = plan;
    }

    /** Sets the limits of all networks. */
    void begin() {
        prompts.keepWithin(plan.textLimits());
        autoencoder.keepWithin(plan.autoencoderLimit());
        for (int i = 0; i < denoisers.size(); i++) {
            denoisers.get(i).keepWithin(plan.denoiserLimits().get(i));
        }
    }

    void encodingText() {
        if (!plan.denoisersStayForText()) {
            denoisers.forEach(NetworkWeights::release);
            leaveAutoencoder();
            NativeHeap.giveBack();
        }
    }

    void textIsEncoded() {
        if (!plan.textEncodersStay()) {
            prompts.release();
            NativeHeap.giveBack();
        }
    }

    void denoising() {
        leaveAutoencoder();
    }

    /** The autoencoder is about to work. */
    void coding() {
        if (!plan.denoisersStay()) {
            denoisers.forEach(NetworkWeights::release);
            NativeHeap.giveBack();
        }
    }

    private void leaveAutoencoder() {
        if (!plan.autoencoderStays()) {
            autoencoder.release();
            NativeHeap.giveBack();
        }
    }
}
