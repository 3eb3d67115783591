package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.engine.DeviceUse;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.MemoryUse;
import org.liverystudio.ai.engine.RgbImage;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

class ParcelsTest {
    @TempDir private Path folder;

    @Test
    void picturesOfAnySizeCrossAsFilesThatTheReceiverDeletes() throws IOException {
        int size = 5200;
        byte[] rgb = new byte[size * size * 3];
        rgb[rgb.length - 1] = 7;

        MessageChannel.Frame frame = channel(new byte[0], "worker").pack(done(size, rgb));

        assertThat(frame.content()).hasSizeLessThan(1000);
        assertThat(files()).hasSize(1);
        WorkerMessage received = receive(frame);
        byte[] copy = ((WorkerMessage.Done) received).result().images().getFirst().rgb();
        assertThat(copy).isEqualTo(rgb);
        assertThat(files()).isEmpty();
    }

    @Test
    void aPictureThatLostBytesIsNoticed() throws IOException {
        MessageChannel.Frame frame = packed();
        Path file = files().getFirst();
        Files.write(file, new byte[] {1, 2});

        assertThatThrownBy(() -> receive(frame))
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessage("The file %s has 2 bytes, its message says 3".formatted(file));
    }

    @Test
    void aPictureThatChangedIsNoticed() throws IOException {
        MessageChannel.Frame frame = packed();
        Path file = files().getFirst();
        Files.write(file, new byte[] {1, 2, 4});

        assertThatThrownBy(() -> receive(frame))
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessage("The file %s was damaged on its way".formatted(file));
    }

    @Test
    void aPictureThatVanishedIsNoticed() throws IOException {
        MessageChannel.Frame frame = packed();
        Files.delete(files().getFirst());

        assertThatThrownBy(() -> receive(frame)).isInstanceOf(IOException.class);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right that users lack")
    void aLinkIsNotFollowed() throws IOException {
        MessageChannel.Frame frame = packed();
        Path file = files().getFirst();
        Path secret = Files.write(folder.resolve("secret"), new byte[] {1, 2, 3});
        Files.delete(file);
        Files.createSymbolicLink(file, secret);

        assertThatThrownBy(() -> receive(frame)).isInstanceOf(IOException.class);
        assertThat(secret).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../worker-1", "/etc/passwd", "worker-1/x", "", "worker-1 ", "a\\b-1"})
    void aNameThatLeadsOutOfTheFolderIsRefused(String name) throws IOException {
        MessageChannel.Frame frame = packed();
        String text = new String(frame.content(), StandardCharsets.UTF_8);
        String hostile = text.replace("\"worker-1\"", JsonMapper.shared().writeValueAsString(name));
        assertThat(hostile).isNotEqualTo(text);
        MessageChannel.Frame changed =
                new MessageChannel.Frame(frame.kind(), hostile.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> receive(changed))
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessage("A message names the file \"%s\"".formatted(name));
    }

    @Test
    void whatCannotBeWrittenIsToldAndLeavesNothing() throws IOException {
        Path missing = folder.resolve("missing");
        MessageChannel channel =
                new MessageChannel(
                        new ByteArrayInputStream(new byte[0]),
                        OutputStream.nullOutputStream(),
                        new Parcels(missing, "worker"),
                        stray -> {});

        assertThatThrownBy(() -> channel.pack(done(1, new byte[3])))
                .isInstanceOf(LiveryException.class)
                .hasMessageStartingWith(
                        "Pictures cannot be passed through the folder %s: ".formatted(missing))
                .extracting(e -> ((LiveryException) e).advice())
                .isEqualTo("Free some space on its drive, then generate again.");
        assertThat(files()).isEmpty();
    }

    private MessageChannel.Frame packed() {
        return channel(new byte[0], "worker").pack(done(1, new byte[] {1, 2, 3}));
    }

    private static WorkerMessage done(int size, byte[] rgb) {
        return new WorkerMessage.Done(
                new DiffusionResult(
                        List.of(new RgbImage(size, size, rgb)),
                        List.of(1L),
                        Map.of(),
                        new MemoryUse(0, 0),
                        new DeviceUse("cpu", "it was asked for")));
    }

    private WorkerMessage receive(MessageChannel.Frame frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new MessageChannel(
                        new ByteArrayInputStream(new byte[0]),
                        bytes,
                        new Parcels(folder, "worker"),
                        stray -> {})
                .send(frame);
        return channel(bytes.toByteArray(), "editor").receive().orElseThrow();
    }

    private MessageChannel channel(byte[] input, String name) {
        return new MessageChannel(
                new ByteArrayInputStream(input),
                OutputStream.nullOutputStream(),
                new Parcels(folder, name),
                stray -> {});
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
