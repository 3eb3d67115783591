package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.checkpoint.CheckpointTable;
import org.liverystudio.ai.diffusion.checkpoint.CheckpointTable.Row;
import org.liverystudio.ai.diffusion.checkpoint.CheckpointView;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.torch.BlockFiles;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.LiveryException;

/**
 * A random checkpoint in the original layout, small but of SDXL's structure. It is made from the
 * weights of diffusers' layout by the table that diffusers wrote, so that the way back is checked
 * number by number.
 */
class CheckpointViewTest {
    private static final String UNET =
            """
            {"_class_name": "UNet2DConditionModel", "block_out_channels": [32, 64, 128],
             "down_block_types":
               ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
             "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
             "layers_per_block": 2, "transformer_layers_per_block": [1, 1, 2],
             "attention_head_dim": [1, 1, 2], "use_linear_projection": true,
             "cross_attention_dim": 96, "addition_embed_type": "text_time",
             "addition_time_embed_dim": 8, "projection_class_embeddings_input_dim": 112,
             "sample_size": 128}
            """;
    private static final String VAE =
            """
            {"_class_name": "AutoencoderKL", "block_out_channels": [32, 32, 64, 64],
             "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                                  "DownEncoderBlock2D", "DownEncoderBlock2D"],
             "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D",
                                "UpDecoderBlock2D", "UpDecoderBlock2D"],
             "layers_per_block": 2, "latent_channels": 4, "scaling_factor": 0.13025}
            """;

    @TempDir Path folder;
    private final Map<String, FloatTensor> diffusers = new HashMap<>();
    private Path checkpoint;

    @BeforeEach
    void make() throws IOException {
        write("unet", UNET);
        write("vae", VAE);
        write("text_encoder", clip("quick_gelu", 32));
        write("text_encoder_2", clip("gelu", 64));
        Random random = new Random(11);
        layout("unet", UnetLayout.of(unetConfig(folder)), random);
        layout("vae", VaeLayout.of(VaeConfig.read(folder.resolve("vae"))), random);
        layout(
                "text_encoder",
                ClipLayout.of(ClipConfig.read(folder.resolve("text_encoder"), false)),
                random);
        layout(
                "text_encoder_2",
                ClipLayout.of(ClipConfig.read(folder.resolve("text_encoder_2"), true)),
                random);
        checkpoint = folder.resolve("Style XL.safetensors");
        SafeTensorsWriter.write(checkpoint, originals(), Map.of());
    }

    @Test
    void everyNumberIsFoundUnderItsNewName() throws IOException {
        Path view = CheckpointView.of(checkpoint, folder.resolve("views"));

        ModelFolder model = ModelFolder.open(view);
        expectNumbers("unet", model.unetFiles());
        expectNumbers("vae", model.vaeFiles());
        expectNumbers("text_encoder", model.clipFiles("text_encoder"));
        expectNumbers("text_encoder_2", model.clipFiles("text_encoder_2"));
    }

    @Test
    void sizesAreReadFromTheTensors() {
        Path view = CheckpointView.of(checkpoint, folder.resolve("views"));

        assertThat(unetConfig(view)).isEqualTo(unetConfig(folder));
        assertThat(VaeConfig.read(view.resolve("vae")))
                .isEqualTo(VaeConfig.read(folder.resolve("vae")));
        for (String part : List.of("text_encoder", "text_encoder_2")) {
            boolean projected = part.equals("text_encoder_2");
            assertThat(ClipConfig.read(view.resolve(part), projected))
                    .isEqualTo(ClipConfig.read(folder.resolve(part), projected));
        }
    }

    @Test
    void itPaintsWhatTheSameWeightsPaintInDiffusersLayout() throws IOException {
        Path view = CheckpointView.of(checkpoint, folder.resolve("views"));
        for (String same : List.of("tokenizer", "tokenizer_2", "scheduler")) {
            copy(view.resolve(same), folder.resolve(same));
        }
        Files.copy(view.resolve("model_index.json"), folder.resolve("model_index.json"));
        writeWeights("unet", "diffusion_pytorch_model");
        writeWeights("vae", "diffusion_pytorch_model");
        writeWeights("text_encoder", "model");
        writeWeights("text_encoder_2", "model");

        try (DiffusionPipeline pipeline = new DiffusionPipeline(TestTorch.start())) {
            FloatTensor shown = paint(pipeline, view);

            // Weights lie at other addresses, and kernels round by how memory is aligned.
            assertThat(shown.values())
                    .containsExactly(paint(pipeline, folder).values(), within(1e-5f));
            assertThat(shown.shape()).containsExactly(1L, 3L, 64L, 64L);
        }
    }

    private static FloatTensor paint(DiffusionPipeline pipeline, Path folder) {
        DiffusionModel model = pipeline.model(ModelFolder.open(folder), NumberFormat.FLOAT32);
        try (NoiseStream noise = model.noiseOf(5)) {
            FloatTensor latents =
                    model.denoise(
                            new DenoiseRequest(
                                    model.nextNoise(noise, 64, 64),
                                    List.of(noise),
                                    model.encodePrompts("a photo of a cat", "", () -> {}),
                                    4.0,
                                    SamplingMethod.EULER,
                                    2,
                                    List.of(),
                                    Optional.empty(),
                                    LatentView.WHOLE,
                                    Shortcuts.none()),
                            _ -> {},
                            () -> {});
            return model.decode(latents, EdgeWrap.NONE, () -> {});
        }
    }

    private void writeWeights(String part, String stem) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        diffusers.forEach(
                (key, tensor) -> {
                    if (key.startsWith(part + " ")) {
                        tensors.put(key.substring(part.length() + 1), tensor);
                    }
                });
        Path file = folder.resolve(part).resolve(stem + ".safetensors");
        SafeTensorsWriter.write(file, tensors, Map.of());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void theVocabularyIsThatOfClip() throws Exception {
        Path view = CheckpointView.of(checkpoint, folder.resolve("views"));
        byte[] merges = Files.readAllBytes(view.resolve("tokenizer/merges.txt"));

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(merges)))
                .isEqualTo("9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a");
        ClipVocabulary words = ClipVocabulary.read(view.resolve("tokenizer"));
        assertThat(List.of("a", "photo", "of", "cat"))
                .extracting(word -> words.id(word + "</w>"))
                .containsExactly(320, 1125, 539, 2368);
        assertThat(List.of(words.startId(), words.endId())).containsExactly(49406, 49407);
        assertThat(words.padId()).isEqualTo(49407);
        assertThat(ClipVocabulary.read(view.resolve("tokenizer_2")).padId()).isZero();
    }

    @Test
    void theWeightsStayWhereTheyAre() throws IOException {
        Path view = CheckpointView.of(checkpoint, folder.resolve("views"));

        try (Stream<Path> files = Files.walk(view)) {
            long bytes =
                    files.filter(Files::isRegularFile)
                            .mapToLong(path -> path.toFile().length())
                            .sum();
            assertThat(bytes).isLessThan(4_500_000).isLessThan(Files.size(checkpoint) / 4);
        }
    }

    @Test
    void theViewIsMadeOnceAndAgainWhenTheFileIsAnother() throws IOException {
        Path first = CheckpointView.of(checkpoint, folder.resolve("views"));
        Path index = first.resolve("model_index.json");
        Files.setLastModifiedTime(index, FileTime.fromMillis(1000));

        assertThat(CheckpointView.of(checkpoint, folder.resolve("views"))).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(index).toMillis()).isEqualTo(1000);
        SafeTensorsWriter.write(checkpoint, originals(), Map.of("made", "again"));
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> ModelFolder.open(first).unetFiles())
                .withMessage(
                        "The checkpoint %s is gone or has been replaced.".formatted(checkpoint));

        assertThat(CheckpointView.of(checkpoint, folder.resolve("views"))).isNotEqualTo(first);
    }

    private static UnetConfig unetConfig(Path model) {
        return UnetConfig.ofUnet(JsonConfig.read(model.resolve("unet/config.json")));
    }

    private static String clip(String activation, int channels) {
        return """
        {"model_type": "clip_text_model", "hidden_act": "%s", "hidden_size": %d,
         "intermediate_size": %d, "num_hidden_layers": 2, "num_attention_heads": 1,
         "vocab_size": 49408, "max_position_embeddings": 77, "projection_dim": %d,
         "eos_token_id": 49407, "layer_norm_eps": 1e-5}
        """
                .formatted(activation, channels, 4 * channels, channels);
    }

    private void write(String part, String config) throws IOException {
        Files.createDirectories(folder.resolve(part));
        Files.writeString(folder.resolve(part).resolve("config.json"), config);
    }

    /** Random numbers for all weights of a network, under diffusers' names. */
    private void layout(String part, NetworkLayout layout, Random random) {
        layout.blocks()
                .forEach(
                        (prefix, shapes) ->
                                shapes.forEach(
                                        (name, shape) ->
                                                diffusers.put(
                                                        key(part, prefix + name),
                                                        random(shape, random))));
    }

    private static String key(String part, String name) {
        String plain = name.replaceFirst("^(text_model|projection)\\.", "");
        return part + " " + plain;
    }

    private static FloatTensor random(List<Long> shape, Random random) {
        float[] values = new float[Math.toIntExact(shape.stream().reduce(1L, (a, b) -> a * b))];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return new FloatTensor(shape, values);
    }

    /** The same numbers as the original program stores them. */
    private Map<String, FloatTensor> originals() throws IOException {
        Map<String, List<Row>> rowsOf =
                CheckpointTable.sdxl().stream()
                        .filter(row -> diffusers.containsKey(key(row.part(), row.name())))
                        .collect(
                                Collectors.groupingBy(
                                        Row::original, LinkedHashMap::new, Collectors.toList()));
        Map<String, FloatTensor> originals = new LinkedHashMap<>();
        int used = 0;
        for (Map.Entry<String, List<Row>> entry : rowsOf.entrySet()) {
            used += entry.getValue().size();
            originals.put(entry.getKey(), original(entry.getValue()));
        }
        assertThat(used).isEqualTo(diffusers.size());
        return originals;
    }

    private FloatTensor original(List<Row> rows) {
        List<FloatTensor> parts =
                rows.stream().map(row -> diffusers.get(key(row.part(), row.name()))).toList();
        FloatTensor first = parts.getFirst();
        if (rows.size() == 3) {
            return joined(parts);
        }
        if (rows.getFirst().how().equals("turned")) {
            return turned(first);
        }
        boolean grows = rows.getFirst().originalShape().size() > first.shape().size();
        List<Long> shape =
                grows
                        ? Stream.concat(first.shape().stream(), Stream.of(1L, 1L)).toList()
                        : first.shape();
        return new FloatTensor(shape, first.values());
    }

    private static FloatTensor joined(List<FloatTensor> parts) {
        int length = parts.getFirst().values().length;
        float[] values = new float[parts.size() * length];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i).values(), 0, values, i * length, length);
        }
        List<Long> shape = new ArrayList<>(parts.getFirst().shape());
        shape.set(0, shape.getFirst() * parts.size());
        return new FloatTensor(shape, values);
    }

    private static FloatTensor turned(FloatTensor tensor) {
        int rows = tensor.length(0);
        int columns = tensor.length(1);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i % columns * rows + i / columns] = tensor.values()[i];
        }
        return new FloatTensor(List.of((long) columns, (long) rows), values);
    }

    private void expectNumbers(String part, NetworkFiles files) throws IOException {
        int found = 0;
        for (Map.Entry<String, BlockFiles> block : files.blocks().entrySet()) {
            for (Map.Entry<String, TensorEntry> entry : block.getValue().entries().entrySet()) {
                String name = key(part, block.getKey() + entry.getKey());
                FloatTensor expected = diffusers.get(name);
                assertThat(entry.getValue().shape()).as(name).isEqualTo(expected.shape());
                assertThat(read(entry.getValue())).as(name).isEqualTo(expected.values());
                found++;
            }
        }
        long all = diffusers.keySet().stream().filter(name -> name.startsWith(part + " ")).count();
        assertThat(found).isEqualTo((int) all);
    }

    private static float[] read(TensorEntry entry) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate((int) entry.byteCount()).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(entry.file())) {
            while (bytes.hasRemaining()) {
                channel.read(bytes, entry.offset() + bytes.position());
            }
        }
        float[] values = new float[bytes.capacity() / Float.BYTES];
        bytes.flip().asFloatBuffer().get(values);
        return values;
    }
}
