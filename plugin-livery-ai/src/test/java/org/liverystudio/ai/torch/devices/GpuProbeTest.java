package org.liverystudio.ai.torch.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for nvidia-smi is a shell script")
class GpuProbeTest {
    @TempDir private Path folder;

    @Test
    void cardsAreReadWithTheirFreeMemory() throws IOException {
        String program =
                script(
                        "echo 'NVIDIA GeForce RTX 4070, 570.124.06, 11500'\n"
                                + "echo 'NVIDIA T400, 570.124.06, 1900'");

        assertThat(GpuProbe.ask(program))
                .isEqualTo(
                        new GpuProbe.Found.Cards(
                                List.of(
                                        new GpuProbe.Card(
                                                "NVIDIA GeForce RTX 4070",
                                                "570.124.06",
                                                11500L << 20),
                                        new GpuProbe.Card(
                                                "NVIDIA T400", "570.124.06", 1900L << 20))));
    }

    @Test
    void aDriverThatFindsNoCardIsQuoted() throws IOException {
        String program = script("echo 'No devices were found'; exit 6");

        assertThat(GpuProbe.ask(program))
                .isEqualTo(
                        new GpuProbe.Found.Nothing(
                                "the NVIDIA driver found no card (nvidia-smi says \"No devices were"
                                        + " found\")"));
    }

    @Test
    void withoutTheProgramThereIsNoDriver() {
        assertThat(GpuProbe.ask(folder.resolve("none").toString()))
                .isEqualTo(
                        new GpuProbe.Found.Nothing(
                                "no NVIDIA driver was found (there is no nvidia-smi)"));
    }

    private String script(String body) throws IOException {
        Path file = folder.resolve("smi");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
