package org.liverystudio.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.fixture.TestHost;
import org.liverystudio.ai.fixture.TestModels;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.ai.job.ModelFacts;
import org.liverystudio.ai.job.QuantizedCopies;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QuantizeModelTest {
    @TempDir Path folder;
    private TestHost host;
    private QuantizedCopies copies;
    private InstalledModels installed;

    @BeforeEach
    void open() {
        host = new TestHost(folder);
        // The built-in model itself: its folder lies where a plugin has it.
        Path bundled = Golden.MINI.getParent();
        copies = new QuantizedCopies(folder.resolve("copies"));
        installed =
                new InstalledModels(
                        bundled,
                        folder.resolve("views"),
                        () -> TestModels.noDownloads(folder.resolve("none")),
                        copies);
    }

    @Test
    void theCopyOfANamedModelIsListedAndUsedForItsPrecision() {
        assertThat(run("quantize", "mini", "--scheme", "int4")).isZero();

        Path copy = folder.resolve("copies/mini-int4");
        assertThat(host.printed())
                .matches(
                        "(?s).*mini-int4 takes 10\\.\\d MB; the original takes 19\\.\\d MB\\. To use it:"
                                + " livery generate --model mini-int4\\R");
        assertThat(installed.names()).containsExactly("mini", "mini-int4");
        ModelFacts mini = installed.find("mini", Optional.empty());
        assertThat(installed.inPrecision(mini, Precision.INT4).folder()).isEqualTo(copy);
        assertThat(installed.inPrecision(mini, Precision.INT8)).isEqualTo(mini);
        assertThat(installed.inPrecision(mini, Precision.AUTO)).isEqualTo(mini);
        assertThat(installed.find("mini-int4", Optional.empty()).folder()).isEqualTo(copy);
    }

    @Test
    void theCopyOfAFolderLiesBesideItOrWhereItIsWanted() throws Exception {
        Path control = folder.resolve("depth");
        Files.createDirectories(control);
        for (String file : List.of("config.json", "diffusion_pytorch_model.safetensors")) {
            Files.copy(Golden.MINI.resolve("controlnet").resolve(file), control.resolve(file));
        }

        assertThat(run("quantize", control.toString(), "--json")).isZero();
        JsonNode answer = JsonMapper.shared().readTree(host.printed());
        assertThat(run("quantize", control.toString(), "-o", folder.resolve("x").toString()))
                .isZero();

        assertThat(answer.get("folder").stringValue()).isEqualTo(control + "-int8");
        assertThat(answer.get("bytes").longValue())
                .isLessThan(answer.get("bytesBefore").longValue());
        assertThat(QuantizationManifest.find(folder.resolve("x")).orElseThrow().scheme())
                .isEqualTo(QuantizationScheme.INT8);
    }

    @Test
    void aCopyOfAnOlderVersionIsNotUsed() throws Exception {
        run("quantize", "mini");
        Path manifest = folder.resolve("copies/mini-int8/unet/quantization.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceFirst("\"bytes\" : 1", "\"bytes\" : 2"));
        ModelFacts mini = installed.find("mini", Optional.empty());

        assertThat(installed.inPrecision(mini, Precision.INT8)).isEqualTo(mini);
    }

    @Test
    void anInterruptedRunSaysThatItGoesOn() {
        host.interrupt();

        assertThat(run("quantize", "mini")).isEqualTo(130);

        assertThat(host.printedErrors()).contains("The same command goes on where it was");
        assertThat(installed.names()).containsExactly("mini");
    }

    @Test
    void mistakesAreToldInWords() {
        assertThat(run("quantize", "mini", "--scheme", "int3")).isEqualTo(2);
        assertThat(host.printedErrors()).contains("expected int8 or int4, not \"int3\"");
        assertThat(run("quantize")).isEqualTo(2);
        assertThatThrownBy(() -> run("quantize", "nothing"))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("There is no model \"nothing\"");
    }

    private int run(String... arguments) {
        ModelLibrary library =
                new ModelLibrary(
                        HubSettings.of(Map.of(), folder),
                        folder.resolve("data"),
                        HubFixture.tinyCatalogue());
        return new ModelsProgram(library, installed, copies).run(List.of(arguments), host);
    }
}
