package org.liverystudio.ai.diffusion.quantized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.diffusion.ModelFolder;
import org.liverystudio.ai.hub.cache.SharedLock;
import org.liverystudio.ai.hub.files.ByteProgress;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.host.LiveryException;

class ModelQuantizerTest {
    @TempDir private Path folder;

    @Test
    void theMiniModelBecomesAFolderLikeItself() throws IOException {
        Path target = folder.resolve("mini-int8");

        quantizer().quantize(Golden.MINI, target);

        assertThat(ModelFolder.open(target).path()).isEqualTo(target);
        List<String> expected = new ArrayList<>(files(Golden.MINI));
        for (String network : List.of("controlnet", "text_encoder", "text_encoder_2", "unet")) {
            expected.add(network + "/quantization.json");
        }
        assertThat(files(target)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(files(folder)).allMatch(file -> file.startsWith("mini-int8/"));
        assertThat(autoencoder(target)).isEqualTo(autoencoder(Golden.MINI));
    }

    @Test
    void theManifestTellsWhatTheWeightsWereMadeFrom() throws IOException {
        Path cached =
                folder.resolve("models--org--name/snapshots/" + "4".repeat(40) + "/controlnet");
        Path blob = folder.resolve("models--org--name/blobs/" + "ab".repeat(32));
        Files.createDirectories(cached);
        Files.createDirectories(blob.getParent());
        Path original = Golden.MINI.resolve("controlnet");
        Files.copy(original.resolve("config.json"), cached.resolve("config.json"));
        Files.copy(original.resolve("diffusion_pytorch_model.safetensors"), blob);
        Files.createSymbolicLink(cached.resolve("diffusion_pytorch_model.fp16.safetensors"), blob);
        Path target = folder.resolve("control");

        quantizer().quantize(cached, target);

        QuantizationManifest manifest = QuantizationManifest.find(target).orElseThrow();
        QuantizationManifest.Source source = manifest.sources().getFirst();
        assertThat(manifest.scheme()).isEqualTo(QuantizationScheme.INT8);
        assertThat(source.file()).isEqualTo("diffusion_pytorch_model.fp16.safetensors");
        assertThat(source.sha256()).isEqualTo("ab".repeat(32));
        assertThat(source.repository()).contains("org/name");
        assertThat(source.revision()).contains("4".repeat(40));
    }

    @Test
    void stoppedAnywhereItLeavesNoFolderAndGoesOnToTheSameBytes() throws IOException {
        Path model = Golden.path("tiny-linear");
        Path whole = folder.resolve("whole");
        AtomicInteger questions = new AtomicInteger();
        new ModelQuantizer(
                        QuantizationScheme.INT4,
                        _ -> {},
                        () -> {
                            questions.incrementAndGet();
                            return false;
                        })
                .quantize(model, whole);

        for (int stop : new int[] {1, 5, questions.get() / 2, questions.get() - 1}) {
            Path target = folder.resolve("stopped-" + stop);
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(
                            () ->
                                    new ModelQuantizer(
                                                    QuantizationScheme.INT4,
                                                    _ -> {},
                                                    () -> asked.incrementAndGet() >= stop)
                                            .quantize(model, target))
                    .isInstanceOf(CancellationException.class);
            assertThat(target).doesNotExist();

            new ModelQuantizer(QuantizationScheme.INT4, _ -> {}, () -> false)
                    .quantize(model, target);

            assertThat(contents(target)).isEqualTo(contents(whole));
            assertThat(target.resolveSibling("stopped-%d.part".formatted(stop))).doesNotExist();
        }
    }

    @Test
    void progressNamesItsStepAndEndsWhole() {
        List<ByteProgress> told = new ArrayList<>();

        new ModelQuantizer(QuantizationScheme.INT8, told::add, () -> false)
                .quantize(Golden.MINI, folder.resolve("told"));

        assertThat(told.getFirst().what()).isEqualTo("Checking");
        assertThat(told.getLast().text()).matches("Quantising: ([\\d.]+ MB) of \\1 \\(100 %\\)");
        assertThat(told.stream().filter(p -> p.what().equals("Quantising")))
                .extracting(ByteProgress::doneBytes)
                .isSorted();
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Path target = Files.createDirectory(folder.resolve("mine"));

        assertThatThrownBy(() -> quantizer().quantize(Golden.MINI, target))
                .isInstanceOf(LiveryException.class)
                .hasMessage("%s exists already.".formatted(target));
    }

    @Test
    void aQuantisedModelIsNotQuantisedAgain() {
        Path target = folder.resolve("once");
        quantizer().quantize(Golden.MINI, target);

        assertThatThrownBy(() -> quantizer().quantize(target, folder.resolve("twice")))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("are stored as int8 already");
    }

    @Test
    void twoAtOnceWouldDisturbEachOther() throws IOException {
        Path target = folder.resolve("busy");
        try (SharedLock _ = SharedLock.tryAcquire(folder.resolve(".busy.lock")).orElseThrow()) {

            assertThatThrownBy(() -> quantizer().quantize(Golden.MINI, target))
                    .isInstanceOf(LiveryException.class)
                    .hasMessageContaining("is being made by another program just now");
        }
    }

    @Test
    void aFolderThatIsNoModelIsToldSo() {
        assertThatThrownBy(() -> quantizer().quantize(folder, folder.resolve("out")))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("has neither model_index.json nor config.json");
        assertThatThrownBy(
                        () -> quantizer().quantize(folder.resolve("none"), folder.resolve("out")))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("none does not exist");
    }

    /** Type, shape and hash of each of its tensors. */
    private static TreeMap<String, String> autoencoder(Path model) throws IOException {
        Path file = model.resolve("vae/diffusion_pytorch_model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        TreeMap<String, String> tensors = new TreeMap<>();
        for (TensorEntry entry : SafeTensorsFile.open(file).entries()) {
            int from = (int) entry.offset();
            byte[] own = Arrays.copyOfRange(bytes, from, from + (int) entry.byteCount());
            tensors.put(entry.name(), entry.dtype() + " " + entry.shape() + Arrays.hashCode(own));
        }
        return tensors;
    }

    private static ModelQuantizer quantizer() {
        return new ModelQuantizer(QuantizationScheme.INT8, _ -> {}, () -> false);
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static TreeMap<String, Integer> contents(Path root) throws IOException {
        TreeMap<String, Integer> contents = new TreeMap<>();
        for (String file : files(root)) {
            contents.put(file, Arrays.hashCode(bytes(root.resolve(file))));
        }
        return contents;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
