package org.liverystudio.ai.hub.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.ModelStore.FileState;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.files.ByteProgress;
import org.liverystudio.host.LiveryException;

class BundleTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final int PIECE = 1 << 17;

    /** Two pieces a part and what the zip adds. */
    private static final OptionalLong SPLIT = OptionalLong.of(2 * (PIECE + 512) + (70 << 10));

    @TempDir Path folder;
    private final byte[] weights = new byte[7 * PIECE + 123];
    private final byte[] config = HubFixture.bytes("{\"a\": 1}");
    private final List<ByteProgress> told = new ArrayList<>();
    private ModelSet set;

    @BeforeEach
    void fill() throws IOException {
        new Random(2).nextBytes(weights);
        set =
                new ModelSet(
                        "tiny",
                        "Tiny model",
                        List.of(
                                file("config.json", config.length, Optional.empty()),
                                file("tokenizer/a.json", config.length, Optional.empty()),
                                file(
                                        "unet/model.safetensors",
                                        weights.length,
                                        Optional.of(HubFixture.sha256(weights)))));
        HubFixture.put(cache("here"), set.files().get(0), config);
        HubFixture.put(cache("here"), set.files().get(1), config);
        HubFixture.put(cache("here"), set.files().get(2), weights);
    }

    private static PinnedFile file(String path, int size, Optional<String> sha256) {
        return new PinnedFile(
                RepoId.parse("org/tiny"),
                COMMIT,
                path,
                size,
                true,
                sha256,
                Optional.empty(),
                "unet",
                "MIT");
    }

    @Test
    void aSetGoesThroughOneZipToAnotherComputer() throws IOException {
        List<Path> written = export(folder.resolve("usb/tiny.zip"), OptionalLong.empty());

        assertThat(written).containsExactly(folder.resolve("usb/tiny.zip"));
        assertThat(importFrom(written.getFirst()).name()).isEqualTo("tiny");
        expectWhole();
        assertThat(told.getLast().text()).isEqualTo("Importing: 918 kB of 918 kB (100 %)");
    }

    @Test
    void aSetGoesThroughAFolderWhoseFilesCanBeUsedAsTheyAre() throws IOException {
        export(folder.resolve("usb"), OptionalLong.empty());

        assertThat(folder.resolve("usb/files/org/tiny/unet/model.safetensors"))
                .hasBinaryContent(weights);
        importFrom(folder.resolve("usb"));
        expectWhole();
    }

    @Test
    void noPartIsLargerThanAsked() throws IOException {
        List<Path> written = export(folder.resolve("usb/tiny.zip"), SPLIT);

        assertThat(written)
                .extracting(path -> path.getFileName().toString())
                .containsExactly(
                        "tiny-1of4.zip", "tiny-2of4.zip", "tiny-3of4.zip", "tiny-4of4.zip");
        for (Path part : written) {
            assertThat(Files.size(part)).isLessThanOrEqualTo(SPLIT.getAsLong());
        }
        importFrom(folder.resolve("usb"));
        expectWhole();
    }

    @Test
    void partsMayComeOneByOneAndInAnyOrder() throws IOException {
        List<Path> parts = export(folder.resolve("usb/tiny.zip"), SPLIT);
        for (int i = parts.size() - 1; i > 0; i--) {
            Path stick = folder.resolve("stick" + i);
            Files.createDirectories(stick);
            Path alone = Files.move(parts.get(i), stick.resolve(parts.get(i).getFileName()));
            assertThatExceptionOfType(LiveryException.class)
                    .isThrownBy(() -> importFrom(alone))
                    .withMessageStartingWith("tiny is not complete yet: tiny-1of4.zip is missing")
                    .satisfies(e -> assertThat(e.advice()).contains("what was whole is kept"));
        }
        assertThat(store("there").isComplete(set)).isFalse();

        importFrom(parts.getFirst());

        expectWhole();
    }

    @Test
    void missingAndBrokenPartsAreNamedAndTheRestIsKept() throws IOException {
        List<Path> parts = export(folder.resolve("usb/tiny.zip"), SPLIT);
        byte[] second = Files.readAllBytes(parts.get(1));
        byte[] third = Files.readAllBytes(parts.get(2));
        Files.write(parts.get(1), Arrays.copyOf(second, second.length - 1000));
        Files.delete(parts.get(2));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> importFrom(folder.resolve("usb")))
                .withMessageContainingAll(
                        "tiny is not complete yet: ",
                        "tiny-2of4.zip is broken (",
                        "tiny-3of4.zip is missing");

        for (Path part : List.of(parts.get(0), parts.get(3))) {
            Files.delete(part);
        }
        Files.write(parts.get(1), second);
        Files.write(parts.get(2), third);
        importFrom(parts.get(1));
        expectWhole();
    }

    @Test
    void aPieceThatIsNotWhatTheManifestSaysIsNotTaken() throws IOException {
        export(folder.resolve("usb"), OptionalLong.empty());
        Path copy = folder.resolve("usb/files/org/tiny/unet/model.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.seek(PIECE + 7);
            file.write(~weights[PIECE + 7]);
        }

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> importFrom(folder.resolve("usb")))
                .withMessage(
                        "tiny is not complete yet: %s is broken (a piece of org/tiny:"
                                        .formatted(folder.resolve("usb"))
                                + " unet/model.safetensors, at byte 131072).");
        assertThat(Files.readAllBytes(store("there").place(set.files().getFirst())))
                .isEqualTo(config);
    }

    @Test
    void anImportThatWasCancelledGoesOn() throws IOException {
        Path zip = export(folder.resolve("usb/tiny.zip"), OptionalLong.empty()).getFirst();
        told.clear();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(
                        () ->
                                importer(Catalogue.builtIn())
                                        .read(zip, told::add, () -> told.size() > 4));
        Path half = cache("there").resolve("models--org--tiny/.livery");
        assertThat(half).isDirectoryContaining("glob:**.part");
        importFrom(zip);

        expectWhole();
        try (Stream<Path> left = Files.list(half)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anExportThatWasCancelledLeavesNothingHalf() throws IOException {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(
                        () ->
                                new BundleExport(store("here"), PIECE)
                                        .write(
                                                set,
                                                folder.resolve("usb/tiny.zip"),
                                                OptionalLong.empty(),
                                                told::add,
                                                () -> told.size() > 14));
        try (Stream<Path> left = Files.list(folder.resolve("usb"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void onlyWholeSetsAreExported() throws IOException {
        Files.delete(store("here").place(set.files().getLast()));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> export(folder.resolve("usb/tiny.zip"), OptionalLong.empty()))
                .withMessage("unet/model.safetensors of org/tiny is not on this computer.");
    }

    @Test
    void aDamagedFileIsNotExported() throws IOException {
        Files.write(store("here").place(set.files().getLast()), new byte[weights.length]);

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> export(folder.resolve("usb/tiny.zip"), OptionalLong.empty()))
                .withMessageEndingWith("is damaged: its SHA-256 is wrong.");
    }

    @Test
    void aFileThatTheCatalogueKnowsOtherwiseIsRefused() throws IOException {
        Path zip = export(folder.resolve("usb/tiny.zip"), OptionalLong.empty()).getFirst();
        Catalogue other =
                HubFixture.catalogue(
                        """
                        {"version": 1, "sets": [{"name": "t", "title": "T"}],
                         "repositories": [{"id": "org/tiny", "commit": "%s", "licence": "MIT",
                           "files": [{"path": "unet/model.safetensors", "sha256": "%s",
                                      "role": "unet", "sets": ["t"]}]}]}
                        """
                                .formatted(COMMIT, "0".repeat(64)));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> importer(other).read(zip, told::add, () -> false))
                .withMessage(
                        "The export holds another org/tiny: unet/model.safetensors than the one that"
                                + " is known to be good.");
        assertThat(cache("there")).doesNotExist();
    }

    @Test
    void aManifestThatLiesAboutABlobsNameIsRefused() throws IOException {
        export(folder.resolve("usb"), OptionalLong.empty());
        Path manifest = folder.resolve("usb/manifest.json");
        String text = Files.readString(manifest);
        String etag = "\"etag\" : \"" + HubFixture.sha256(weights);
        assertThat(text).contains(etag);
        Files.writeString(manifest, text.replace(etag, "\"etag\" : \"" + "0".repeat(64)));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> importFrom(folder.resolve("usb")))
                .withMessageContaining("files[2].etag must be the SHA-256 of the file");
    }

    @Test
    void aZipOfSomethingElseIsToldApart() throws IOException {
        Path other = folder.resolve("other.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other))) {
            zip.putNextEntry(new ZipEntry("a.txt"));
        }

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> importFrom(other))
                .withMessage(other + " holds no exported models.");
    }

    private List<Path> export(Path target, OptionalLong split) {
        return new BundleExport(store("here"), PIECE)
                .write(set, target, split, told::add, () -> false);
    }

    private ModelSet importFrom(Path path) {
        return importer(Catalogue.builtIn()).read(path, told::add, () -> false);
    }

    private BundleImport importer(Catalogue catalogue) {
        return new BundleImport(catalogue, new HubCache(cache("there")), checked("there"));
    }

    private void expectWhole() throws IOException {
        ModelStore store = store("there");
        assertThat(Files.readAllBytes(store.place(set.files().get(0)))).isEqualTo(config);
        assertThat(Files.readAllBytes(store.place(set.files().get(1)))).isEqualTo(config);
        assertThat(Files.readAllBytes(store.place(set.files().get(2)))).isEqualTo(weights);
        assertThat(store.state(set.files().get(2))).isEqualTo(FileState.CHECKED);
    }

    private ModelStore store(String computer) {
        return new ModelStore(new HubCache(cache(computer)), checked(computer));
    }

    private CheckedBlobs checked(String computer) {
        return new CheckedBlobs(folder.resolve(computer + "-checked.json"));
    }

    private Path cache(String computer) {
        return folder.resolve(computer);
    }
}
