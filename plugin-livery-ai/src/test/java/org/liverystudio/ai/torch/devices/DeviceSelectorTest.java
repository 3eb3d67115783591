package org.liverystudio.ai.torch.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.host.LiveryException;

class DeviceSelectorTest {
    private static final GpuProbe NONE =
            () -> new GpuProbe.Found.Nothing("no NVIDIA driver was found (there is no nvidia-smi)");
    private static final GpuProbe CARD =
            () ->
                    new GpuProbe.Found.Cards(
                            List.of(new GpuProbe.Card("RTX 4070", "570.12", 11L << 30)));

    @TempDir private Path folder;

    @Test
    void withoutACardTheProcessorComputesAndTheReasonIsTold() {
        DeviceSelector.Choice choice = selector(NONE, Optional.empty()).choose(Optional.empty());

        assertThat(choice.device()).isEqualTo(ComputeDevice.CPU);
        assertThat(choice.libtorch()).isEqualTo(Libtorch.bundled());
        assertThat(choice.why()).isEqualTo("no NVIDIA driver was found (there is no nvidia-smi)");
    }

    @Test
    void aCardNeedsALibtorchForCudaToBeChosen() throws IOException {
        DeviceSelector selector = selector(CARD, Optional.empty());
        DeviceSelector.Choice without = selector.choose(Optional.empty());
        assertThat(without.device()).isEqualTo(ComputeDevice.CPU);
        assertThat(without.why()).contains("RTX 4070").contains("only a libtorch without CUDA");

        Path installed = folder.resolve("miniconda3/lib/python3.11/site-packages/torch");
        libtorch(installed, "2.7.1+cu126", true);
        DeviceSelector.Choice with = selector.choose(Optional.empty());

        assertThat(with.device()).isEqualTo(ComputeDevice.CUDA);
        assertThat(with.libtorch().folder()).hasValue(installed.resolve("lib"));
        assertThat(with.libtorch().settings())
                .containsEntry("PYTORCH_LIBRARY_PATH", installed.resolve("lib").toString())
                .containsEntry("PYTORCH_VERSION", "2.7.1")
                .containsEntry("PYTORCH_FLAVOR", "cu128");
        assertThat(with.why()).startsWith("RTX 4070 with driver 570.12, driven by ");
        assertThat(with.freeBytes()).hasValue(11L << 30);
    }

    @Test
    void cudaWithoutADriverSaysSo() {
        assertThatThrownBy(
                        () ->
                                selector(NONE, Optional.empty())
                                        .choose(Optional.of(ComputeDevice.CUDA)))
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "No NVIDIA graphics card can be used: no NVIDIA driver was found (there is"
                                + " no nvidia-smi).");
    }

    @Test
    void cudaWithoutALibtorchForItNamesWhatWasSeenAndWhatToDo() throws IOException {
        Path old = folder.resolve("anaconda3/lib/python3.11/site-packages/torch");
        libtorch(old, "2.5.0+cu124", true);

        assertThatThrownBy(
                        () ->
                                selector(CARD, Optional.empty())
                                        .choose(Optional.of(ComputeDevice.CUDA)))
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "There is a graphics card (RTX 4070), but no libtorch for CUDA: the"
                                + " plugin's own is for the processor; %s is PyTorch 2.5.0+cu124;"
                                        .formatted(old.resolve("lib"))
                                + " version 2.7.1 is needed.")
                .extracting(e -> ((LiveryException) e).advice())
                .asString()
                .contains("libtorch 2.7.1 for CUDA 12.8")
                .contains("--libtorch")
                .contains("PYTORCH_LIBRARY_PATH");
    }

    @Test
    void aChosenFolderIsUsedForTheProcessorToo() throws IOException {
        libtorch(folder.resolve("mine"), "2.7.1+cu126", true);

        DeviceSelector.Choice choice =
                selector(NONE, Optional.of(folder.resolve("mine")))
                        .choose(Optional.of(ComputeDevice.CPU));

        assertThat(choice.libtorch())
                .isEqualTo(new Libtorch(Optional.of(folder.resolve("mine/lib")), "cpu"));
    }

    @Test
    void aChosenFolderThatCannotBeUsedIsAnError() throws IOException {
        libtorch(folder.resolve("new"), "2.10.0", true);

        assertThatThrownBy(
                        () ->
                                selector(CARD, Optional.of(folder.resolve("new")))
                                        .choose(Optional.empty()))
                .hasMessage(
                        "This libtorch cannot be used: %s is PyTorch 2.10.0; version 2.7.1 is needed."
                                .formatted(folder.resolve("new/lib")));
        assertThatThrownBy(
                        () ->
                                selector(CARD, Optional.of(folder.resolve("empty")))
                                        .choose(Optional.empty()))
                .hasMessage("There is no libtorch in %s.".formatted(folder.resolve("empty")));
    }

    @Test
    void appleSiliconComputesItself() {
        LibtorchSearch nothing = new LibtorchSearch(Optional.empty(), Map.of(), folder);

        assertThat(new DeviceSelector(NONE, nothing, true).choose(Optional.empty()).device())
                .isEqualTo(ComputeDevice.MPS);
        assertThatThrownBy(
                        () ->
                                new DeviceSelector(NONE, nothing, false)
                                        .choose(Optional.of(ComputeDevice.MPS)))
                .hasMessage("This computer has no Apple silicon.");
    }

    private DeviceSelector selector(GpuProbe gpus, Optional<Path> chosen) {
        return new DeviceSelector(gpus, new LibtorchSearch(chosen, Map.of(), folder), false);
    }

    private static void libtorch(Path home, String version, boolean cuda) throws IOException {
        LibtorchFolderTest.libraries(home.resolve("lib"), cuda);
        Files.writeString(home.resolve("version.py"), "__version__ = '%s'\n".formatted(version));
    }
}
