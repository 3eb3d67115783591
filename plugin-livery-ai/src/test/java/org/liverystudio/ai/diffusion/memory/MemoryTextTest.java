package org.liverystudio.ai.diffusion.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTextTest {
    @Test
    void amountsAreRoundedUpwards() {
        assertThat(MemoryText.of(6_110_000_000L)).isEqualTo("6.2 GB");
        assertThat(MemoryText.of(849_000_001L)).isEqualTo("850 MB");
        assertThat(MemoryText.option(3_000_000_000L)).isEqualTo("3.0GB");
    }

    @ParameterizedTest
    @CsvSource({
        "6GB, 6000000000",
        "3.5 GB, 3500000000",
        "800mb, 800000000",
        "4GiB, 4294967296",
        "2g, 2000000000",
        "512MiB, 536870912",
        "' 1 GB ', 1000000000"
    })
    void amountsAreReadAsPeopleWriteThem(String text, long bytes) {
        assertThat(MemoryText.parse(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "GB", "-1GB", "0GB", "1e9GB", "12345678GB", "1.2345GB", "6TB"})
    void whatIsNoAmountIsNoAmount(String text) {
        assertThat(MemoryText.parse(text)).isEmpty();
    }
}
