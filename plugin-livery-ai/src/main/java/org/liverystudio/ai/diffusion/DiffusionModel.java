package org.liverystudio.ai.diffusion;

import java.util.List;
import java.util.function.IntConsumer;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.WeightLoader;
import org.liverystudio.host.LiveryException;

/**
 * An SDXL model ready to run. All its files have been checked when it is opened; weights come in
 * when they are needed. Used by one thread at a time.
 */
public final class DiffusionModel implements AutoCloseable {
    private final Torch torch;
    private final ModelFolder folder;
    private final SamplerFactory samplers;
    private final PromptEncoder prompts;
    private final NetworkWeights unetWeights;
    private final NetworkWeights vaeWeights;
    private final Vae vae;
    private final TiledVae tiledVae;
    private final NetworkScripts scripts;
    private final DenoiseLoop loop;
    private final UnetConfig unetConfig;

    private DiffusionModel(Torch torch, ModelFolder folder, NumberFormat format) {
        this.torch = torch;
        this.folder = folder;
        this.samplers = SamplerFactory.read(folder.part("scheduler"));
        WeightLoader loader = new WeightLoader(torch, format);
        this.unetConfig = folder.unetConfig();
        this.unetWeights =
                NetworkWeights.of(
                        UnetLayout.of(unetConfig),
                        WeightFiles.open(folder.part("unet"), "diffusion_pytorch_model"),
                        WeightNames.plain(),
                        loader);
        VaeConfig vaeConfig = VaeConfig.read(folder.part("vae"));
        this.vaeWeights =
                NetworkWeights.of(
                        VaeLayout.of(vaeConfig),
                        WeightFiles.open(folder.part("vae"), "diffusion_pytorch_model"),
                        WeightNames.vae(),
                        // 16 bits do not hold the range of SDXL's decoder.
                        new WeightLoader(torch, NumberFormat.FLOAT32));
        this.prompts = new PromptEncoder(torch, folder, loader);
        this.vae = new Vae(vaeConfig, vaeWeights);
        this.scripts = new NetworkScripts(torch);
        this.tiledVae = new TiledVae(torch, scripts, vae, VaeTiling.usual());
        this.loop =
                new DenoiseLoop(
                        torch,
                        scripts,
                        new Unet(unetConfig, unetWeights),
                        format,
                        vaeConfig.pixelsPerLatent());
    }

    /**
     * @param format what UNet and text encoders compute in; the autoencoder always takes 32 bits
     * @throws LiveryException if a file is missing, broken, or asks for what is not built
     */
    public static DiffusionModel open(Torch torch, ModelFolder folder, NumberFormat format) {
        DiffusionModel model = new DiffusionModel(torch, folder, format);
        try {
            model.requireFit();
            return model;
        } catch (LiveryException e) {
            model.close();
            throw e;
        }
    }

    private void requireFit() {
        VaeConfig vaeConfig = vae.config();
        int added = prompts.pooledChannels() + UnetConfig.SIZE_NUMBERS * unetConfig.sizeChannels();
        if (prompts.contextChannels() != unetConfig.contextChannels()
                || added != unetConfig.addedChannels()
                || vaeConfig.latentChannels() != unetConfig.inChannels()
                || vaeConfig.latentChannels() != unetConfig.outChannels()) {
            throw new LiveryException(
                    "The parts of the model %s do not fit together: text encoders give %d channels and the UNet reads %d, the autoencoder has %d latent channels and the UNet %d."
                            .formatted(
                                    folder.path(),
                                    prompts.contextChannels(),
                                    unetConfig.contextChannels(),
                                    vaeConfig.latentChannels(),
                                    unetConfig.inChannels()),
                    "Install the model again.");
        }
    }

    /** Loads all weights now; a step of loading is one network. */
    public List<NetworkToLoad> networks() {
        return List.of(prompts::load, unetWeights::loadAll, vaeWeights::loadAll);
    }

    /** A network whose weights can be brought in. */
    @FunctionalInterface
    public interface NetworkToLoad {
        void load(Runnable beforeEachBlock);
    }

    /** Size of one latent in pixels; pictures are multiples of it. */
    public int pixelsPerLatent() {
        return vae.config().pixelsPerLatent();
    }

    /** Channels of the latents. */
    public int latentChannels() {
        return vae.config().latentChannels();
    }

    /**
     * Encodes what is wanted and what is not.
     *
     * @param prompt any length; may hold weights, see {@link WeightedText}
     * @param negative may be empty; then the model's own rule holds
     */
    public PromptPair encodePrompts(String prompt, String negative, Runnable beforeEachBlock) {
        if (negative.isEmpty() && folder.zerosForEmptyNegative()) {
            EncodedPrompt wanted = prompts.encode(List.of(prompt), beforeEachBlock).getFirst();
            return new PromptPair(wanted, wanted.zeros());
        }
        List<EncodedPrompt> both = prompts.encode(List.of(prompt, negative), beforeEachBlock);
        return new PromptPair(both.getFirst(), both.getLast());
    }

    /** Frees big text encoders before the UNet needs the memory. */
    public void promptsAreEncoded() {
        prompts.makeRoom();
    }

    /** The random numbers of one picture; the same whatever other pictures are made with it. */
    public NoiseStream noiseOf(long seed) {
        return NoiseStream.of(torch, seed);
    }

    /**
     * Noise that a picture starts from.
     *
     * @return {@code [1, channels, height/8, width/8]}, unit variance
     */
    public FloatTensor nextNoise(NoiseStream source, int width, int height) {
        return source.next(
                1, latentChannels(), height / pixelsPerLatent(), width / pixelsPerLatent());
    }

    /**
     * Makes sure before any long work that noise can be removed so.
     *
     * @throws LiveryException if the model's scheduler asks for what is not built, or there are too
     *     many steps
     */
    public void checkSampling(SamplingMethod method, int steps) {
        samplers.sampler(method, steps, SamplerFactory.NO_NOISE);
    }

    /**
     * Removes the noise.
     *
     * @param onPass gets the number of passes that are done: one for each window of each step
     * @return latents as the UNet knows them, of the shape of the noise
     */
    public FloatTensor denoise(
            DenoiseRequest request, IntConsumer onPass, Runnable beforeEachBlock) {
        Sampler sampler = samplers.sampler(request.method(), request.steps(), request::freshNoise);
        return loop.run(request, sampler, onPass, beforeEachBlock);
    }

    /**
     * @param latents of one picture {@code [1, channels, height/8, width/8]}, as {@link #denoise}
     *     gives them
     * @param wrap which edges of the picture continue on the opposite side
     * @return {@code [1, 3, height, width]}, about -1 to 1
     */
    public FloatTensor decode(FloatTensor latents, EdgeWrap wrap, Runnable beforeEachBlock) {
        float scale = (float) vae.config().scalingFactor();
        float[] unscaled = new float[latents.values().length];
        for (int i = 0; i < unscaled.length; i++) {
            unscaled[i] = latents.values()[i] / scale;
        }
        return tiledVae.decode(new FloatTensor(latents.shape(), unscaled), wrap, beforeEachBlock);
    }

    /**
     * @param picture {@code [1, 3, height, width]} in -1 to 1
     * @param wrap which edges of the picture continue on the opposite side
     */
    public EncodedPicture encode(FloatTensor picture, EdgeWrap wrap, Runnable beforeEachBlock) {
        return tiledVae.encode(picture, wrap, beforeEachBlock);
    }

    @Override
    public void close() {
        prompts.close();
        unetWeights.close();
        vae.close();
        scripts.close();
    }
}
