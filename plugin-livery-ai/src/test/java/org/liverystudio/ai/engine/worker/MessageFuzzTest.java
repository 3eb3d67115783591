package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.liverystudio.ai.engine.JobMix;
import org.liverystudio.ai.torch.FolderTree;

/**
 * Whatever comes over the pipe is a message, the end, or an IOException: nobody hangs or crashes.
 */
class MessageFuzzTest {
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("livery-fuzz");
    }

    @AfterContainer
    static void deleteFolder() {
        FolderTree.delete(folder);
    }

    @Property(tries = 100)
    void randomBytes(@ForAll byte[] bytes) {
        receiveAll(bytes);
    }

    @Property(tries = 100)
    void aFrameOfAnyKindWithAnyJsonInIt(
            @ForAll @IntRange(min = 0, max = 9) int kind, @ForAll("jsons") String json)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        channel(new byte[0], bytes)
                .send(new MessageChannel.Frame(kind, json.getBytes(StandardCharsets.UTF_8)));

        receiveAll(bytes.toByteArray());
    }

    /** A true request of which some characters were changed, with the right checksum. */
    @Property(tries = 150)
    void aRequestThatWasTamperedWith(
            @ForAll List<@IntRange(min = 0, max = 5000) Integer> places, @ForAll char with)
            throws IOException {
        // Pictures whose names did not survive were left by the try before.
        FolderTree.delete(folder);
        Files.createDirectory(folder);
        MessageChannel channel = channel(new byte[0], new ByteArrayOutputStream());
        MessageChannel.Frame frame = channel.pack(new WorkerMessage.Run(JobMix.request(6)));
        byte[] content = frame.content();
        places.forEach(place -> content[place % content.length] = (byte) with);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        channel(new byte[0], bytes).send(new MessageChannel.Frame(frame.kind(), content));

        receiveAll(bytes.toByteArray());
    }

    @Provide
    Arbitrary<String> jsons() {
        Arbitrary<String> values =
                Arbitraries.of(
                        "null",
                        "{}",
                        "[]",
                        "0",
                        "-1",
                        "1e999",
                        "\"\"",
                        "\"x\"",
                        "true",
                        "{\"a\":1}",
                        "{\"file\":null,\"bytes\":-1,\"checksum\":0}",
                        "{\"file\":\"a-1\",\"bytes\":9223372036854775807,\"checksum\":0}");
        Arbitrary<String> names =
                Arbitraries.of(
                        "request",
                        "progress",
                        "result",
                        "message",
                        "advice",
                        "images",
                        "model",
                        "prompt",
                        "controls",
                        "phase",
                        "rgb",
                        "width");
        Arbitrary<String> objects =
                Arbitraries.maps(names, values)
                        .map(
                                map ->
                                        map.entrySet().stream()
                                                .map(MessageFuzzTest::member)
                                                .toList()
                                                .toString()
                                                .replaceFirst("^\\[", "{")
                                                .replaceFirst("\\]$", "}"));
        Arbitrary<String> nested =
                objects.flatMap(inner -> names.map(name -> "{\"%s\":%s}".formatted(name, inner)));
        return Arbitraries.oneOf(values, objects, nested);
    }

    private static String member(Map.Entry<String, String> entry) {
        return "\"%s\":%s".formatted(entry.getKey(), entry.getValue());
    }

    private static void receiveAll(byte[] bytes) {
        MessageChannel channel = channel(bytes, OutputStream.nullOutputStream());
        try {
            int messages = 0;
            Optional<WorkerMessage> message = channel.receive();
            while (message.isPresent()) {
                messages++;
                message = channel.receive();
            }
            assertThat(messages).isLessThanOrEqualTo(bytes.length);
        } catch (IOException e) {
            assertThat(e).hasMessageNotContaining("NullPointer");
        } catch (RuntimeException e) {
            fail("Only an IOException is expected", e);
        }
    }

    private static MessageChannel channel(byte[] in, OutputStream out) {
        return new MessageChannel(
                new ByteArrayInputStream(in), out, new Parcels(folder, "fuzz"), stray -> {});
    }
}
