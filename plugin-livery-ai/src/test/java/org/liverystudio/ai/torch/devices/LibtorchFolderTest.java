package org.liverystudio.ai.torch.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibtorchFolderTest {
    @TempDir private Path folder;

    @Test
    void anUnpackedDownloadIsKnownByItsBuildVersion() throws IOException {
        libraries(folder.resolve("libtorch/lib"), true);
        Files.writeString(folder.resolve("libtorch/build-version"), "2.7.1+cu128\n");

        LibtorchFolder found = LibtorchFolder.find(folder.resolve("libtorch")).orElseThrow();

        assertThat(found.version()).hasValue("2.7.1+cu128");
        assertThat(found.cuda()).isTrue();
        assertThat(found.problem()).isEmpty();
        assertThat(found.toLoad(ComputeDevice.CUDA))
                .isEqualTo(new Libtorch(Optional.of(folder.resolve("libtorch/lib")), "cu128"));
        assertThat(LibtorchFolder.find(folder.resolve("libtorch/lib"))).hasValue(found);
    }

    @ParameterizedTest
    @CsvSource({
        "venv, venv/lib/python3.12/site-packages/torch",
        "venv/Lib/.., venv/Lib/site-packages/torch",
        "site, site/torch",
        "site/torch, site/torch"
    })
    void aPythonPackageIsKnownByItsVersionFile(String chosen, String torch) throws IOException {
        Path home = folder.resolve(torch);
        libraries(home.resolve("lib"), false);
        Files.writeString(
                home.resolve("version.py"),
                "__all__ = ['__version__']\n__version__ = '2.7.1+cpu'\ndebug = False\n");

        LibtorchFolder found = LibtorchFolder.find(folder.resolve(chosen)).orElseThrow();

        assertThat(found.libraries()).isEqualTo(home.resolve("lib").toAbsolutePath());
        assertThat(found.version()).hasValue("2.7.1+cpu");
        assertThat(found.cuda()).isFalse();
        assertThat(found.toLoad(ComputeDevice.CPU).flavor()).isEqualTo("cpu");
        assertThat(found.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2.9.0+cu128, true, 'is PyTorch 2.9.0+cu128; version 2.7.1 is needed'",
        "2.7.10+cpu, false, 'is PyTorch 2.7.10+cpu; version 2.7.1 is needed'",
        "2.7.1+cu118, true, 'is PyTorch 2.7.1+cu118; a build for CUDA 12 is needed'",
        "2.7.1+rocm6.3, true, 'is PyTorch 2.7.1+rocm6.3; a build for CUDA 12 is needed'"
    })
    void anotherVersionIsRefusedByName(String version, boolean cuda, String problem)
            throws IOException {
        libraries(folder.resolve("lib"), cuda);
        Files.writeString(folder.resolve("build-version"), version);

        assertThat(LibtorchFolder.find(folder).orElseThrow().problem().orElseThrow())
                .endsWith(problem)
                .startsWith(folder.resolve("lib").toString());
    }

    @Test
    void aFolderThatHidesItsVersionIsRefused() throws IOException {
        libraries(folder.resolve("lib"), false);

        assertThat(LibtorchFolder.find(folder).orElseThrow().problem().orElseThrow())
                .contains("does not tell its version (no build-version or version.py");
    }

    @Test
    void otherFoldersHoldNone() {
        assertThat(LibtorchFolder.find(folder)).isEmpty();
        assertThat(LibtorchFolder.find(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void theVariableAndTheActiveEnvironmentGoBeforeTheUsualPlaces() throws IOException {
        Path usual = folder.resolve("ComfyUI/venv/lib/python3.11/site-packages/torch/lib");
        Path active = folder.resolve("active/lib/python3.11/site-packages/torch/lib");
        Path named = folder.resolve("named");
        Path pyenv = folder.resolve(".pyenv/versions/3.11/lib/python3.11/site-packages/torch/lib");
        for (Path libraries : new Path[] {usual, active, named, pyenv}) {
            libraries(libraries, false);
        }

        LibtorchSearch search =
                new LibtorchSearch(
                        Optional.empty(),
                        Map.of(
                                "PYTORCH_LIBRARY_PATH",
                                named.toString(),
                                "VIRTUAL_ENV",
                                folder.resolve("active").toString()),
                        folder);

        assertThat(search.installed())
                .extracting(LibtorchFolder::libraries)
                .containsExactly(named, active, pyenv, usual);
    }

    static void libraries(Path folder, boolean cuda) throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(System.mapLibraryName("torch")));
        if (cuda) {
            Files.createFile(folder.resolve(System.mapLibraryName("torch_cuda")));
        }
    }
}
