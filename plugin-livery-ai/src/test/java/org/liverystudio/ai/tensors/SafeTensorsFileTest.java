package org.liverystudio.ai.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.host.LiveryException;

class SafeTensorsFileTest {
    @TempDir private Path folder;

    @Test
    void tensorsShapesAndMetadataAreRead() {
        Path file =
                write(
                        """
                        {"__metadata__": {"format": "pt"},
                         "b": {"dtype": "F16", "shape": [2, 1], "data_offsets": [4, 8]},
                         "a": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
                         "none": {"dtype": "F32", "shape": [0, 5], "data_offsets": [8, 8]}}
                        """,
                        new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0x3c, 0, (byte) 0xc0});

        SafeTensorsFile tensors = SafeTensorsFile.open(file);

        assertThat(tensors.metadata()).containsExactly(Map.entry("format", "pt"));
        assertThat(tensors.entries())
                .extracting(TensorEntry::name)
                .containsExactly("a", "b", "none");
        assertThat(tensors.entry("b").shape()).containsExactly(2L, 1L);
        assertThat(tensors.readFloats("a").values()).containsExactly(1f);
        assertThat(tensors.readFloats("b").values()).containsExactly(1f, -2f);
        assertThat(tensors.readFloats("none").values()).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "rights are lists there")
    void aWrittenFileHasTheRightsOfAnyNewFile() throws IOException {
        Path any = Files.createFile(folder.resolve("any"));
        Path file = folder.resolve("written.safetensors");

        SafeTensorsWriter.write(
                file, Map.of("a", new FloatTensor(List.of(1L), new float[] {1})), Map.of());

        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Files.getPosixFilePermissions(any));
    }

    @Test
    void bfloat16AndDoublesAreReadAsFloats() {
        Path file =
                write(
                        """
                        {"d": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]},
                         "h": {"dtype": "BF16", "shape": [1], "data_offsets": [8, 10]}}
                        """,
                        new byte[] {0, 0, 0, 0, 0, 0, 0, 0x40, (byte) 0xc0, 0x3f});

        SafeTensorsFile tensors = SafeTensorsFile.open(file);

        assertThat(tensors.readFloats("d").values()).containsExactly(2f);
        assertThat(tensors.readFloats("h").values()).containsExactly(1.5f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|does not start with '{'",
                "` {}`|does not start with '{'",
                "{|no valid JSON",
                "{}{}|text follows the JSON",
                "{\"a\": 1}|a holds VALUE_NUMBER_INT where START_OBJECT is expected",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1]}}|lacks a dtype, a shape or its two data offsets",
                "{\"a\": {\"dtype\": \"F31\", \"shape\": [1], \"data_offsets\": [0, 4]}}|unknown type \"F31\"",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}|needs 8 bytes, but its offsets are 0 to 4",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 0]}}|needs 4 bytes, but its offsets are 4 to 0",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [-1], \"data_offsets\": [0, 4]}}|holds the negative number -1",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1.5], \"data_offsets\": [0, 4]}}|a.shape holds VALUE_NUMBER_FLOAT",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [4294967296, 4294967296], \"data_offsets\": [0, 4]}}|impossible shape",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [99999999999999999999], \"data_offsets\": [0, 4]}}|no valid JSON",
                "{\"a\": {\"dtype\": \"F4\", \"shape\": [1], \"data_offsets\": [0, 4]}}|does not fill whole bytes",
                "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4], \"x\": 1}}|unknown property \"x\"",
                "{\"a\": {\"dtype\": \"U8\", \"shape\": [2], \"data_offsets\": [2, 4]}}|a hole or an overlap",
                "{\"a\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [0, 4]}, \"b\": {\"dtype\": \"U8\", \"shape\": [2], \"data_offsets\": [2, 4]}}|a hole or an overlap",
                "{\"a\": {\"dtype\": \"U8\", \"shape\": [2], \"data_offsets\": [0, 2]}}|its tensors end at byte",
                "{\"a\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [0, 4]}, \"a\": {\"dtype\": \"U8\", \"shape\": [4], \"data_offsets\": [0, 4]}}|Duplicate",
                "{\"__metadata__\": {\"a\": 1}}|__metadata__.a holds VALUE_NUMBER_INT"
            })
    void aHeaderThatBreaksARuleIsRefusedWithItsReason(String header, String reason) {
        Path file = write(header, new byte[4]);

        assertThatThrownBy(() -> SafeTensorsFile.open(file))
                .isInstanceOf(BrokenTensorFileException.class)
                .hasMessageStartingWith("%s is not a whole safetensors file: ".formatted(file))
                .hasMessageContaining(reason);
    }

    @Test
    void aHeaderLongerThanTheFileIsNotAllocated() throws IOException {
        Path file = folder.resolve("long.safetensors");
        for (long length : new long[] {90_000_000, 100_000_001, Long.MAX_VALUE, -1}) {
            ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
            Files.write(file, bytes.putLong(length).array());

            assertThatThrownBy(() -> SafeTensorsFile.open(file))
                    .isInstanceOf(BrokenTensorFileException.class)
                    .hasMessageContaining(
                            "its header claims %s bytes".formatted(Long.toUnsignedString(length)));
        }
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.safetensors"));

        assertThatThrownBy(() -> SafeTensorsFile.open(file))
                .isInstanceOf(BrokenTensorFileException.class)
                .hasMessageContaining("it has 0 bytes");
    }

    @Test
    void aMissingFileAndAMissingTensorAreNamed() {
        Path missing = folder.resolve("none.safetensors");
        assertThatThrownBy(() -> SafeTensorsFile.open(missing))
                .isInstanceOf(LiveryException.class)
                .hasMessage("The tensor file %s does not exist.".formatted(missing));

        SafeTensorsFile file =
                SafeTensorsFile.open(
                        write(
                                "{\"x\": {\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                                new byte[8]));
        assertThatThrownBy(() -> file.readFloats("latents"))
                .isInstanceOf(LiveryException.class)
                .hasMessageEndingWith("holds no tensor named \"latents\"; it holds x.");
        assertThatThrownBy(() -> file.readFloats("x"))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("has type I64; floating-point numbers are needed");
    }

    @Test
    void whatIsWrittenIsReadBackAndLeavesNoOtherFile() throws IOException {
        Path file = folder.resolve("out.safetensors");
        FloatTensor tensor = new FloatTensor(List.of(2L, 3L), new float[] {1, -2, 3, 4, 5, 6e-9f});
        Files.writeString(file, "older");

        SafeTensorsWriter.write(
                file, Map.of("t", tensor, "s", tensor.slice(1, 1)), Map.of("by", "test"));

        SafeTensorsFile read = SafeTensorsFile.open(file);
        assertThat(read.readFloats("t").values()).isEqualTo(tensor.values());
        assertThat(read.readFloats("s").shape()).containsExactly(1L, 3L);
        assertThat(read.metadata()).containsExactly(Map.entry("by", "test"));
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void writingIntoAMissingFolderSaysSo() {
        Path file = folder.resolve("nowhere/out.safetensors");

        assertThatThrownBy(() -> SafeTensorsWriter.write(file, Map.of(), Map.of()))
                .isInstanceOf(LiveryException.class)
                .hasMessageStartingWith("%s cannot be written".formatted(file));
    }

    private Path write(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).put(data);
        try {
            return Files.write(folder.resolve("test.safetensors"), bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
