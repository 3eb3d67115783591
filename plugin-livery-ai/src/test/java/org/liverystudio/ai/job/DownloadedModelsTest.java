package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.liverystudio.ai.hub.catalogue.HubFixture.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.fixture.TestModels;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.host.LiveryException;

class DownloadedModelsTest {
    private static final String BASE = "org/sdxl";
    private static final String DEPTH = "org/depth";

    @TempDir Path folder;
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private Catalogue catalogue;
    private InstalledModels models;

    @BeforeEach
    void open() throws IOException {
        Path layout = folder.resolve("layout");
        TestModels.layOut(layout, 128);
        try (var files = Files.walk(layout)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.put(
                        layout.relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        }
        String base =
                contents.entrySet().stream()
                        .map(e -> entry(e.getKey(), e.getValue(), "base", "minimal"))
                        .collect(Collectors.joining(","));
        String depth =
                entry("config.json", bytes("{}"), "controlnet", "standard")
                        + ","
                        + entry(
                                "diffusion_pytorch_model.safetensors",
                                bytes("{}"),
                                "controlnet",
                                "standard");
        catalogue =
                HubFixture.catalogue(
                        """
                        {"version": 1, "sets": [{"name": "minimal", "title": "m"},
                                  {"name": "standard", "title": "s"},
                                  {"name": "full", "title": "f"}],
                         "repositories": [%s, %s]}
                        """
                                .formatted(repo(BASE, base), repo(DEPTH, depth)));
        ModelStore store =
                new ModelStore(
                        new HubCache(folder.resolve("hub")),
                        new CheckedBlobs(folder.resolve("checked.json")));
        Catalogue known = catalogue;
        models =
                new InstalledModels(
                        folder.resolve("none"),
                        folder.resolve("views"),
                        () -> new DownloadedModels(known, () -> known, store),
                        new QuantizedCopies(folder.resolve("copies")));
    }

    private static String repo(String id, String files) {
        return """
               {"id": "%s", "commit": "0123456789abcdef0123456789abcdef01234567",
                "licence": "MIT", "files": [%s]}
               """
                .formatted(id, files);
    }

    private static String entry(String path, byte[] content, String role, String set) {
        String sets = set.equals("minimal") ? "\"minimal\", \"full\"" : "\"" + set + "\"";
        return """
               {"path": "%s", "sizeBytes": %d, "sha256": "%s", "role": "%s", "sets": [%s]}
               """
                .formatted(path, content.length, HubFixture.sha256(content), role, sets);
    }

    @Test
    void sdxlIsFoundInTheSharedCacheWithItsDepthControl() throws IOException {
        putAll("minimal");
        ModelFacts alone = models.find("sdxl", Optional.empty());
        putAll("standard");
        ModelFacts withDepth = models.find("sdxl", Optional.empty());

        assertThat(alone.folder())
                .isEqualTo(
                        folder.resolve(
                                "hub/models--org--sdxl/snapshots/"
                                        + "0123456789abcdef0123456789abcdef01234567"));
        assertThat(alone.nativeEdge()).isEqualTo(1024);
        assertThat(alone.controlNet()).isEmpty();
        assertThat(withDepth.controlNet().orElseThrow().kinds()).containsExactly(ControlKind.DEPTH);
    }

    @Test
    void withoutItTheErrorNamesTheCommand() throws IOException {
        PinnedFile one = catalogue.require("minimal").files().getFirst();
        HubFixture.put(folder.resolve("hub"), one, contents.get(one.path()));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> models.find("sdxl", Optional.empty()))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .isEqualTo(
                                                "The model \"sdxl\" is not on this computer: 1 of"
                                                        + " its %d files are in %s. To fetch it,"
                                                                .formatted(
                                                                        contents.size(),
                                                                        folder.resolve("hub"))
                                                        + " run: livery models download minimal"));
    }

    @Test
    void aDamagedFileOfAnotherProgramIsNamedBeforeItIsUsed() throws IOException {
        putAll("minimal");
        PinnedFile one = catalogue.require("minimal").files().getFirst();
        byte[] damaged = contents.get(one.path()).clone();
        damaged[0] ^= 1;
        Path place = HubFixture.put(folder.resolve("hub"), one, damaged);

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> models.find("sdxl", Optional.empty()))
                .withMessage("The model file %s is damaged: its SHA-256 is wrong.", place);
    }

    private void putAll(String set) throws IOException {
        for (PinnedFile file : catalogue.require(set).files()) {
            HubFixture.put(
                    folder.resolve("hub"),
                    file,
                    file.repo().toString().equals(DEPTH) ? bytes("{}") : contents.get(file.path()));
        }
    }
}
