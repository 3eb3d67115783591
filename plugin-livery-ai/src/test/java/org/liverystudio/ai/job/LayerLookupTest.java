package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.liverystudio.ai.fixture.TestLayer.group;
import static org.liverystudio.ai.fixture.TestLayer.named;
import static org.liverystudio.host.LayerRole.NONE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LiveryException;

class LayerLookupTest {
    private final Layer leftLogo = named("Logo", NONE);
    private final Layer rightLogo = named("Logo", NONE);
    private final LayerLookup lookup =
            new LayerLookup(
                    TestSnapshot.of(
                            8,
                            8,
                            named("Base paint", NONE),
                            group("Left", NONE, leftLogo, named("a:b/c", NONE)),
                            group("Right", NONE, rightLogo)));

    @ParameterizedTest
    @CsvSource({
        "Base paint, Base paint",
        "base PAINT, Base paint",
        "Left/a:b/c, a:b/c",
        "a:b/c, a:b/c",
        "left/logo, Logo"
    })
    void aLayerIsFoundByNameOrPathInAnyCase(String text, String name) {
        assertThat(lookup.get(text).name()).isEqualTo(name);
    }

    @Test
    void theTextForALayerFindsItAgain() {
        assertThat(lookup.textFor(rightLogo)).isEqualTo("Right/Logo");
        assertThat(lookup.get("Right/Logo").id()).isEqualTo(rightLogo.id());
        assertThat(lookup.textFor(lookup.get("Base paint"))).isEqualTo("Base paint");
    }

    @Test
    void aSharedNameAsksForAPath() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> lookup.get("Logo"))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .isEqualTo(
                                                "2 layers are named \"Logo\". Name one by its path:"
                                                        + " \"Left/Logo\", \"Right/Logo\"."));
    }

    @Test
    void anUnknownNameListsTheLayersThereAreAndTheClosest() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> lookup.get("Bse pant"))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .isEqualTo(
                                                "There is no layer \"Bse pant\". Did you mean"
                                                        + " \"Base paint\"? The layers are: Base"
                                                        + " paint, Left, Logo, a:b/c, Right."));
    }
}
