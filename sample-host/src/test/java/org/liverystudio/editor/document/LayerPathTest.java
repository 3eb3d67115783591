package org.liverystudio.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.group;
import static org.liverystudio.editor.document.Sample.layer;

import org.junit.jupiter.api.Test;
import org.liverystudio.host.LiveryException;

class LayerPathTest {
    private final LayerNode mask = layer("Mask");
    private final LayerNode left = layer("Logo");
    private final LayerNode right = layer("Logo");
    private final LayerNode slash = layer("on/off");
    private final DocumentState state =
            document(
                    8,
                    8,
                    group("Guides", mask, slash),
                    group("Left", left),
                    group("Sponsors", group("Right", right)));

    @Test
    void aNameAPathOrItsEndFindsTheLayer() {
        assertThat(LayerPath.find(state, "Mask")).isSameAs(mask);
        assertThat(LayerPath.find(state, "Guides/Mask")).isSameAs(mask);
        assertThat(LayerPath.find(state, "Sponsors/Right/Logo")).isSameAs(right);
        assertThat(LayerPath.find(state, "Right/Logo")).isSameAs(right);
        assertThat(LayerPath.find(state, "on/off")).isSameAs(slash);
        assertThat(LayerPath.find(state, "Guides/on/off")).isSameAs(slash);
    }

    @Test
    void capitalsMatterOnlyIfTwoNamesDifferByThem() {
        LayerNode lower = layer("wire");
        LayerNode upper = layer("Wire");
        DocumentState both = document(8, 8, lower, upper);

        assertThat(LayerPath.find(both, "Wire")).isSameAs(upper);
        assertThat(LayerPath.find(state, "guides/mask")).isSameAs(mask);
    }

    @Test
    void anUnknownNameListsTheLayersAndTheClosest() {
        LiveryException problem =
                catchThrowableOfType(LiveryException.class, () -> LayerPath.find(state, "Masc"));

        assertThat(problem.oneLine())
                .startsWith("There is no layer \"Masc\". The layers are: Guides, Guides/Mask, ")
                .endsWith("Sponsors/Right/Logo. Did you mean \"Guides/Mask\"?");
    }

    @Test
    void aNameOfSeveralLayersAsksForTheGroup() {
        LiveryException problem =
                catchThrowableOfType(LiveryException.class, () -> LayerPath.find(state, "Logo"));

        assertThat(problem.oneLine())
                .isEqualTo(
                        "Several layers are called \"Logo\": Left/Logo, Sponsors/Right/Logo. Name"
                                + " the group too, as in Group/Layer.");
    }

    @Test
    void thePathOfALayerNamesItsGroups() {
        assertThat(LayerPath.of(state, right)).isEqualTo("Sponsors/Right/Logo");
    }
}
