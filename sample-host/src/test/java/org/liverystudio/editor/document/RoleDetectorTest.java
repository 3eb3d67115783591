package org.liverystudio.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.group;
import static org.liverystudio.editor.document.Sample.layer;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.host.LayerRole;

class RoleDetectorTest {
    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource({
        "Paintable Area, PAINTABLE",
        "PAINTABLE_AREA, PAINTABLE",
        "Base paint, BASE_PAINT",
        "Car Paint, BASE_PAINT",
        "CarPaint, BASE_PAINT",
        "Mask, MASK",
        "mask, MASK",
        "Wire, WIREFRAME",
        "WireFrame, WIREFRAME",
        "car wireframe (green), WIREFRAME",
        "Car_Mandatory, MANDATORY",
        "car mandatory, MANDATORY",
        "Turn Off Before Exporting TGA, GUIDES",
        "TURN OFF BEFORE EXPORTING, GUIDES",
        "Custom Spec Map, SPEC",
        "custom_spec_map, SPEC",
        "Sponsors, SPONSOR",
        "Sponsor Blocks, SPONSOR",
        "Numbers, NUMBER",
        "Number Blocks, NUMBER",
        "Car_decal, DECAL",
        "Windshield Banner, DECAL",
        "Stripe mask, NONE",
        "Base shading, NONE",
        "Special flames, NONE",
        "Layer 1, NONE",
        "'', NONE",
    })
    void namesAreMatchedLoosely(String name, LayerRole role) {
        assertThat(RoleDetector.fromName(name)).isEqualTo(role);
    }

    @Test
    void childrenWithoutATellingNameBelongToTheirProtectedGroup() {
        LayerNode logo = layer("Apex left");
        LayerNode number = layer("Number 7");
        LayerNode flame = layer("Flame");
        DocumentState state =
                document(
                        8,
                        8,
                        group(
                                "Paintable Area",
                                flame,
                                group("Sponsors", group("Left", logo), number)));

        assertThat(state.role(logo.id())).isEqualTo(LayerRole.SPONSOR);
        assertThat(state.role(number.id())).isEqualTo(LayerRole.NUMBER);
        assertThat(state.role(flame.id())).isEqualTo(LayerRole.NONE);
    }

    @Test
    void everythingInASpecMapBelongsToIt() {
        LayerNode base = layer("Base paint");
        LayerNode mask = layer("Mask");
        DocumentState state = document(8, 8, group("Custom Spec Map", group("R", base, mask)));

        assertThat(state.role(base.id())).isEqualTo(LayerRole.SPEC);
        assertThat(state.role(mask.id())).isEqualTo(LayerRole.SPEC);
    }

    @Test
    void amongTheGuidesAnyMaskIsTheMask() {
        LayerNode mask = layer("Mask 2048");
        DocumentState state = document(8, 8, group("Turn Off Before Exporting TGA", mask));

        assertThat(state.role(mask.id())).isEqualTo(LayerRole.MASK);
    }

    @Test
    void aRoleSetByHandCountsMoreThanTheName() {
        LayerNode plain = layer("Mask");
        LayerNode chosen =
                plain.with(plain.attributes().withChosenRole(Optional.of(LayerRole.DECAL)));

        assertThat(document(8, 8, chosen).role(chosen.id())).isEqualTo(LayerRole.DECAL);
    }
}
