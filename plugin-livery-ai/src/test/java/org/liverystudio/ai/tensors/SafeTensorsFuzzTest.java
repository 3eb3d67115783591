package org.liverystudio.ai.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever the bytes are: either the tensors lie whole inside the file, or it is refused in words.
 */
class SafeTensorsFuzzTest {
    private static Path file;
    private static byte[] good;

    @BeforeContainer
    static void writeGoodFile() throws IOException {
        file = Files.createTempFile("fuzz", ".safetensors");
        FloatTensor tensor = new FloatTensor(List.of(2L, 2L), new float[] {1, 2, 3, 4});
        SafeTensorsWriter.write(file, Map.of("first", tensor, "second", tensor), Map.of("k", "v"));
        good = Files.readAllBytes(file);
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 300)
    void aFileCutAnywhereIsRefused(@ForAll @IntRange(min = 0, max = 400) int length)
            throws IOException {
        byte[] bytes = Arrays.copyOf(good, Math.min(length, good.length - 1));

        assertThat(opens(bytes)).isFalse();
    }

    @Property(tries = 500)
    void changedBytesNeverGiveATensorOutsideTheFile(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 400) Integer> places,
            @ForAll byte value)
            throws IOException {
        byte[] bytes = good.clone();
        for (int place : places) {
            bytes[place % bytes.length] = value;
        }

        opens(bytes);
    }

    @Property(tries = 300)
    void anyTextAsHeaderIsReadOrRefused(@ForAll String text) throws IOException {
        byte[] json = ("{" + text).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);

        opens(bytes.putLong(json.length).put(json).array());
    }

    /** Fails the test with any other exception than the one for broken files. */
    private static boolean opens(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            SafeTensorsFile tensors = SafeTensorsFile.open(file);
            long end = 0;
            for (TensorEntry entry : tensors.entries()) {
                assertThat(entry.offset()).isNotNegative();
                end = entry.offset() + entry.byteCount();
                assertThat(end).isLessThanOrEqualTo(bytes.length);
            }
            return end == bytes.length;
        } catch (BrokenTensorFileException e) {
            assertThat(e).hasMessageContaining(file.toString());
            return false;
        }
    }
}
