package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.liverystudio.ai.diffusion.lora.ChosenAdditions;
import org.liverystudio.ai.diffusion.memory.MemoryPlan;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.WeightFormat;
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
    private final NetworkScripts scripts;
    private final DenoiseLoop loop;
    private final UnetConfig unetConfig;
    private final LatentPreview preview;
    private final ModelAdapters adapters;
    private MemoryPlan plan = MemoryPlan.unbounded();
    private NetworkTurns turns;
    private TiledVae tiledVae;

    private DiffusionModel(Torch torch, ModelFolder folder, WeightFormat format) {
        this.torch = torch;
        this.folder = folder;
        this.samplers = SamplerFactory.read(folder.part("scheduler"));
        WeightLoader loader = new WeightLoader(torch, format);
        this.unetConfig = folder.unetConfig();
        this.unetWeights = new NetworkWeights(folder.unetFiles(), loader);
        VaeConfig vaeConfig = folder.vaeConfig();
        this.vaeWeights =
                new NetworkWeights(
                        folder.vaeFiles(),
                        // 16 bits do not hold the range of SDXL's decoder.
                        new WeightLoader(torch, NumberFormat.FLOAT32));
        this.prompts = new PromptEncoder(torch, folder, loader);
        this.adapters =
                new ModelAdapters(torch, format.arithmetic(), unetConfig, unetWeights, prompts);
        this.vae = new Vae(vaeConfig, vaeWeights);
        this.scripts = new NetworkScripts(torch);
        this.tiledVae = new TiledVae(torch, scripts, vae, VaeTiling.usual());
        this.loop =
                new DenoiseLoop(
                        torch,
                        scripts,
                        new Unet(unetConfig, unetWeights),
                        format.arithmetic(),
                        vaeConfig.pixelsPerLatent());
        this.turns = new NetworkTurns(prompts, vaeWeights, List.of(), plan);
        this.preview = new LatentPreview(torch, vaeConfig);
    }

    /**
     * @param format of UNet and text encoders; the autoencoder always takes 32 bits
     * @throws LiveryException if a file is missing, broken, or asks for what is not built
     */
    public static DiffusionModel open(Torch torch, ModelFolder folder, WeightFormat format) {
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

    /**
     * Adds LoRAs and learned words, instead of those that were added before; nothing of the model
     * is loaded again for that.
     *
     * @throws LiveryException if a file is missing, broken or made for another model; then all
     *     stays as it was
     */
    public void adapt(ChosenAdditions additions) {
        adapters.use(additions);
    }

    /**
     * Uses memory as the plan says, from now on. Without a plan everything stays once it is loaded.
     *
     * @param controlNets those of the coming run, in the order of the plan's limits
     */
    public void obey(MemoryPlan plan, List<LoadedControlNet> controlNets) {
        this.plan = plan;
        List<NetworkWeights> denoisers = new ArrayList<>(List.of(unetWeights));
        controlNets.forEach(net -> denoisers.add(net.weights()));
        turns = new NetworkTurns(prompts, vaeWeights, denoisers, plan);
        turns.begin();
        tiledVae = new TiledVae(torch, scripts, vae, VaeTiling.of(plan.tile()));
    }

    /** Loads the text encoders, as far as they may stay. */
    public void loadTextEncoders(Runnable beforeEachBlock) {
        turns.encodingText();
        prompts.load(beforeEachBlock);
    }

    /** Loads the UNet, as far as it may stay. */
    public void loadUnet(Runnable beforeEachBlock) {
        turns.denoising();
        unetWeights.loadAll(beforeEachBlock);
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
        List<String> texts = texts(prompt, negative);
        if (!prompts.knows(texts)) {
            turns.encodingText();
        }
        List<EncodedPrompt> encoded = prompts.encode(texts, beforeEachBlock);
        EncodedPrompt wanted = encoded.getFirst();
        return new PromptPair(wanted, texts.size() == 1 ? wanted.zeros() : encoded.getLast());
    }

    /** Whether no text encoder is needed for these, since they were encoded lately. */
    public boolean knowsPrompts(String prompt, String negative) {
        return prompts.knows(texts(prompt, negative));
    }

    /** Without the negative prompt where the model has zeros in its place. */
    private List<String> texts(String prompt, String negative) {
        return negative.isEmpty() && folder.zerosForEmptyNegative()
                ? List.of(prompt)
                : List.of(prompt, negative);
    }

    /** Frees text encoders that may not stay, before the UNet needs the memory. */
    public void promptsAreEncoded() {
        turns.textIsEncoded();
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
        return denoise(request, _ -> {}, onPass, beforeEachBlock);
    }

    /**
     * Removes the noise before someone's eyes.
     *
     * @param onClean gets in each step a way to see the latents as they would be without noise; to
     *     be asked at once or never
     * @param onPass as above
     */
    public FloatTensor denoise(
            DenoiseRequest request,
            Consumer<Supplier<FloatTensor>> onClean,
            IntConsumer onPass,
            Runnable beforeEachBlock) {
        Sampler sampler = samplers.sampler(request.method(), request.steps(), request::freshNoise);
        turns.denoising();
        return loop.run(
                request, sampler, plan.guidanceTogether(), onClean, onPass, beforeEachBlock);
    }

    /**
     * @param latents of one picture {@code [1, channels, height/8, width/8]}, as {@link #denoise}
     *     gives them
     * @param wrap which edges of the picture continue on the opposite side
     * @return {@code [1, 3, height, width]}, about -1 to 1
     */
    public FloatTensor decode(FloatTensor latents, EdgeWrap wrap, Runnable beforeEachBlock) {
        turns.coding();
        return tiledVae.decode(vae.config().scale().toAutoencoder(latents), wrap, beforeEachBlock);
    }

    /**
     * Readies previews; before the UNet is loaded, since the autoencoder may be needed once.
     *
     * @param decoder folder of a tiny autoencoder; without it previews show colours alone
     * @throws LiveryException if the decoder cannot be read or was made for other latents
     */
    public void preparePreviews(Optional<Path> decoder, Runnable beforeEachBlock) {
        preview.prepare(decoder, picture -> coded(picture, beforeEachBlock));
    }

    private LatentPreview.Coded coded(FloatTensor picture, Runnable beforeEachBlock) {
        FloatTensor mean = encode(picture, EdgeWrap.NONE, beforeEachBlock).mean();
        FloatTensor latents = vae.config().scale().toUnet(mean);
        return new LatentPreview.Coded(latents, decode(latents, EdgeWrap.NONE, beforeEachBlock));
    }

    /**
     * A small picture of latents, in a fraction of a step's time; after {@link #preparePreviews}.
     *
     * @param latents clean ones of one picture, as the UNet knows them
     * @return {@code [1, 3, height, width]}, about -1 to 1; smaller than the picture will be
     */
    public FloatTensor preview(FloatTensor latents, Runnable beforeEachBlock) {
        return preview.picture(latents, beforeEachBlock);
    }

    /**
     * @param picture {@code [1, 3, height, width]} in -1 to 1
     * @param wrap which edges of the picture continue on the opposite side
     */
    public EncodedPicture encode(FloatTensor picture, EdgeWrap wrap, Runnable beforeEachBlock) {
        turns.coding();
        return tiledVae.encode(picture, wrap, beforeEachBlock);
    }

    @Override
    public void close() {
        preview.close();
        prompts.close();
        unetWeights.close();
        vae.close();
        scripts.close();
    }
}
