package org.liverystudio.ai.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.host.LiveryException;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.builtIn();

    @Test
    void everyFileIsPinnedAndHasASafePlace() {
        HubCache cache = new HubCache(Path.of("hub").toAbsolutePath());
        for (ModelSet set : catalogue.sets()) {
            assertThat(set.files()).isNotEmpty();
            for (PinnedFile file : set.files()) {
                assertThat(file.commit()).matches("[0-9a-f]{40}");
                assertThat(file.licence()).isNotBlank();
                assertThat(cache.repo(file.repo()).pointer(file.commit(), file.path())).isNotNull();
                file.sha256().ifPresent(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
            }
        }
    }

    @Test
    void theMinimalSetIsWholeSdxlInHalfPrecision() {
        ModelSet minimal = catalogue.require("minimal");

        assertThat(minimal.sizeBytes()).isBetween(6_900_000_000L, 7_000_000_000L);
        assertThat(minimal.files()).allMatch(file -> file.sha256().isPresent());
        assertThat(minimal.files().stream().filter(f -> f.path().endsWith(".safetensors")))
                .hasSize(4)
                .allMatch(file -> file.path().contains(".fp16."));
    }

    @Test
    void theStandardSetHoldsTheMinimalOne() {
        assertThat(catalogue.require("standard").files())
                .containsAll(catalogue.require("minimal").files());
    }

    @Test
    void anUnknownSetIsAnsweredWithThoseThereAre() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> catalogue.require("maximal"))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .startsWith("There is no model set \"maximal\".")
                                        .contains("The sets are: minimal, standard, full"));
    }
}
