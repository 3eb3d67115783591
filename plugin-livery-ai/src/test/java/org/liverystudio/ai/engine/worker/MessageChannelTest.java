package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.diffusion.ControlType;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.engine.ControlInput;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.DeviceUse;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineFixture;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.InitialImage;
import org.liverystudio.ai.engine.LaterPass;
import org.liverystudio.ai.engine.LoraChoice;
import org.liverystudio.ai.engine.MemoryUse;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Passes;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.engine.Previews;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.StrengthMask;
import org.liverystudio.ai.engine.Upscaler;

class MessageChannelTest {
    @TempDir private Path folder;
    private final ByteArrayOutputStream stray = new ByteArrayOutputStream();

    @Test
    void aRequestArrivesAsItWasSent() throws IOException {
        byte[] rgb = new byte[12];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 40);
        }
        DiffusionRequest request =
                DiffusionRequest.builder(
                                Path.of("/models/Zürich ü"),
                                "a \"red\" car\n日本",
                                64,
                                72,
                                new Sampling(20, 4.5, SchedulerKind.EULER, Long.MAX_VALUE, 2))
                        .networks(
                                new NetworkSettings(
                                        Precision.BF16,
                                        DeviceKind.CPU,
                                        OptionalLong.of(6L << 30),
                                        List.of(new LoraChoice(Path.of("/l.safetensors"), -0.5)),
                                        List.of(Path.of("/word.safetensors"))))
                        .controls(
                                List.of(
                                        new ControlInput(
                                                Path.of("/models/control"),
                                                new RgbImage(2, 2, rgb),
                                                ControlType.DEPTH,
                                                0.8,
                                                0.1,
                                                0.9)))
                        .initialImage(
                                Optional.of(
                                        new InitialImage(
                                                new RgbImage(2, 2, rgb),
                                                0.6,
                                                Optional.of(
                                                        new StrengthMask(
                                                                1, 3, new byte[] {0, -128, -1})))))
                        .passes(
                                new Passes(
                                        List.of(
                                                new LaterPass(
                                                        16,
                                                        24,
                                                        Upscaler.LATENT,
                                                        0.5,
                                                        12,
                                                        OptionalInt.of(8),
                                                        List.of(),
                                                        Optional.empty())),
                                        Seamless.X))
                        .shortcuts(new Shortcuts(3, 0.7))
                        .previews(Previews.by(Optional.of(Path.of("/models/taesd"))))
                        .initialLatents(Optional.of(Path.of("/in.safetensors")))
                        .build();

        WorkerMessage received =
                reader(frame(new WorkerMessage.Run(request))).receive().orElseThrow();

        DiffusionRequest copy = ((WorkerMessage.Run) received).request();
        assertThat(copy).usingRecursiveComparison().ignoringFields("controls").isEqualTo(request);
        assertThat(copy.controls().getFirst().image().rgb()).isEqualTo(rgb);
        assertThat(copy.controls().getFirst().conditioningScale()).isEqualTo(0.8);
    }

    @Test
    void aResultArrivesAsItWasSent() throws IOException {
        DiffusionResult result =
                new DiffusionResult(
                        List.of(new RgbImage(1, 1, new byte[] {-1, 0, 1})),
                        List.of(-7L),
                        Map.of(EngineProgress.Phase.DENOISING, Duration.ofMillis(1234)),
                        new MemoryUse(6_000_000_000L, 5_000_000_000L),
                        new DeviceUse("cpu", "it was asked for"));

        WorkerMessage received =
                reader(frame(new WorkerMessage.Done(result))).receive().orElseThrow();

        assertThat(received).usingRecursiveComparison().isEqualTo(new WorkerMessage.Done(result));
    }

    @Test
    void whatNativeCodePrintsBetweenMessagesIsSetAside() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("warning: ".getBytes(StandardCharsets.US_ASCII));
        // The first half of a mark, as unlikely output.
        bytes.write(new byte[] {(byte) 0xA1, 'L', (byte) 0xA1});
        bytes.write(frame(new WorkerMessage.Alive()));
        bytes.write("oops".getBytes(StandardCharsets.US_ASCII));
        bytes.write(frame(new WorkerMessage.Failed("a", "b")));
        MessageChannel reader = reader(bytes.toByteArray());

        assertThat(reader.receive()).contains(new WorkerMessage.Alive());
        assertThat(reader.receive()).contains(new WorkerMessage.Failed("a", "b"));
        assertThat(reader.receive()).isEmpty();
        assertThat(stray.toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("warning: \u00a1L\u00a1oops");
    }

    @Test
    void aMessageWithForeignTextInItIsNoticed() throws IOException {
        byte[] frame = frame(new WorkerMessage.Failed("message", "advice"));
        frame[frame.length - 3] ^= 1;

        assertThatThrownBy(() -> reader(frame).receive())
                .isInstanceOf(IOException.class)
                .hasMessage("A message was damaged on its way");
    }

    @Test
    void anImpossibleLengthIsNotAllocated() {
        byte[] frame = {(byte) 0xA1, 'L', 'V', (byte) 0xE7, 2, 0x7f, -1, -1, -1, 0, 0, 0, 0};

        assertThatThrownBy(() -> reader(frame).receive())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2147483647 bytes");
    }

    @Test
    void aMessageCutShortMeansThatTheOtherSideIsGone() throws IOException {
        byte[] frame = frame(new WorkerMessage.Failed("message", "advice"));

        for (int length = 0; length < frame.length; length++) {
            assertThat(reader(Arrays.copyOf(frame, length)).receive()).isEmpty();
        }
    }

    @Test
    void aRelativePathIsFoundFromTheWorkersFolderToo() throws IOException {
        DiffusionRequest request =
                EngineFixture.request(
                        Path.of("model"),
                        1,
                        1,
                        64,
                        1,
                        List.of(),
                        Optional.empty(),
                        Optional.of(Path.of("out.safetensors")));

        WorkerMessage received =
                reader(frame(new WorkerMessage.Run(request))).receive().orElseThrow();

        DiffusionRequest copy = ((WorkerMessage.Run) received).request();
        assertThat(copy.model()).isEqualTo(Path.of("model").toAbsolutePath());
        assertThat(copy.finalLatents()).contains(Path.of("out.safetensors").toAbsolutePath());
    }

    private MessageChannel reader(byte[] bytes) {
        return new MessageChannel(
                new ByteArrayInputStream(bytes),
                OutputStream.nullOutputStream(),
                new Parcels(folder, "reader"),
                stray::write);
    }

    private byte[] frame(WorkerMessage message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MessageChannel channel =
                new MessageChannel(
                        new ByteArrayInputStream(new byte[0]),
                        bytes,
                        new Parcels(folder, "writer"),
                        b -> {});
        channel.send(channel.pack(message));
        return bytes.toByteArray();
    }
}
