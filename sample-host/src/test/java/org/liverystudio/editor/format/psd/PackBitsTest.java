package org.liverystudio.editor.format.psd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PackBitsTest {
    @Provide
    Arbitrary<byte[]> rows() {
        // Few values, so that runs of all lengths come up.
        return Arbitraries.bytes().between((byte) 0, (byte) 2).array(byte[].class).ofMaxSize(600);
    }

    @Property
    void whatIsPackedUnpacksToTheSameRow(@ForAll("rows") byte[] row) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int length = PackBits.pack(row, 0, row.length, packed);

        byte[] unpacked = new byte[row.length];

        assertThat(length).isEqualTo(packed.size());
        assertThat(PackBits.unpack(packed.toByteArray(), 0, length, unpacked, 0, row.length))
                .isTrue();
        assertThat(unpacked).isEqualTo(row);
        assertThat(length).isLessThanOrEqualTo(row.length + row.length / 128 + 1);
    }

    @Test
    void aLongRunTakesTwoBytesForEach128() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();

        assertThat(PackBits.pack(new byte[256], 0, 256, packed)).isEqualTo(4);
    }

    @Test
    void rowsThatEndTooEarlyOrOverflowAreRefused() {
        assertThat(PackBits.unpack(new byte[] {3, 1, 2}, 0, 3, new byte[4], 0, 4)).isFalse();
        assertThat(PackBits.unpack(new byte[] {-9, 1}, 0, 2, new byte[4], 0, 4)).isFalse();
        assertThat(PackBits.unpack(new byte[] {-2}, 0, 1, new byte[4], 0, 4)).isFalse();
    }
}
