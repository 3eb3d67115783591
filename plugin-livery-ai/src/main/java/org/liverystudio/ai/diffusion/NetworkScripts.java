package org.liverystudio.ai.diffusion;

import java.util.HashMap;
import java.util.Map;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Torch;

/** The scripts of a model's networks, compiled when they are first needed. */
final class NetworkScripts implements AutoCloseable {
    private final Torch torch;
    private final Map<EdgeWrap, ScriptModule> denoisers = new HashMap<>();
    private final Map<EdgeWrap, ScriptModule> autoencoders = new HashMap<>();

    NetworkScripts(Torch torch) {
        this.torch = torch;
    }

    ScriptModule denoiser(EdgeWrap wrap) {
        return denoisers.computeIfAbsent(
                wrap, edges -> ScriptModule.load(torch, "denoiser", "Denoiser", edges));
    }

    ScriptModule autoencoder(EdgeWrap wrap) {
        return autoencoders.computeIfAbsent(
                wrap, edges -> ScriptModule.load(torch, "vae", "Vae", edges));
    }

    @Override
    public void close() {
        denoisers.values().forEach(ScriptModule::close);
        autoencoders.values().forEach(ScriptModule::close);
    }
}
