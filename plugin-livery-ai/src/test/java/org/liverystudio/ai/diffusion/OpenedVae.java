package org.liverystudio.ai.diffusion;

import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.WeightLoader;

/** A random autoencoder of the golden values, in memory. */
final class OpenedVae implements AutoCloseable {
    private final Torch torch = TestTorch.start();
    private final NetworkScripts scripts = new NetworkScripts(torch);
    private final Vae vae;

    OpenedVae(String name) {
        VaeConfig config = VaeConfig.read(Golden.path(name).resolve("vae"));
        vae =
                new Vae(
                        config,
                        NetworkWeights.of(
                                VaeLayout.of(config),
                                WeightFiles.open(
                                        Golden.path(name).resolve("vae"),
                                        "diffusion_pytorch_model"),
                                WeightNames.vae(),
                                new WeightLoader(torch, NumberFormat.FLOAT32)));
    }

    TiledVae with(VaeTiling tiling) {
        return new TiledVae(torch, scripts, vae, tiling);
    }

    @Override
    public void close() {
        vae.close();
        scripts.close();
    }
}
