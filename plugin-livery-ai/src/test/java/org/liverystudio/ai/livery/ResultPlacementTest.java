package org.liverystudio.ai.livery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.fixture.TestLayer.group;
import static org.liverystudio.ai.fixture.TestLayer.named;
import static org.liverystudio.host.LayerRole.BASE_PAINT;
import static org.liverystudio.host.LayerRole.DECAL;
import static org.liverystudio.host.LayerRole.GUIDES;
import static org.liverystudio.host.LayerRole.MASK;
import static org.liverystudio.host.LayerRole.NONE;
import static org.liverystudio.host.LayerRole.NUMBER;
import static org.liverystudio.host.LayerRole.PAINTABLE;
import static org.liverystudio.host.LayerRole.SPEC;
import static org.liverystudio.host.LayerRole.SPONSOR;
import static org.liverystudio.host.LayerRole.WIREFRAME;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.ai.fixture.SharedInputs;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.LayerRole;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultPlacementTest {
    static List<Arguments> templates() {
        return List.of(
                template(
                        "below the lowest protected layer of the paintable group",
                        "below Sponsors",
                        group(
                                "Paintable Area",
                                PAINTABLE,
                                named("Base", BASE_PAINT),
                                named("Shading", NONE),
                                named("Stripe", NONE),
                                group("Sponsors", SPONSOR, named("Kestrel", SPONSOR)),
                                named("Number", NUMBER)),
                        group("Off", GUIDES, named("Mask", MASK))),
                template(
                        "on top of the paintable group if nothing in it is protected",
                        "top of Paintable Area",
                        group("Paintable Area", PAINTABLE, named("Base", BASE_PAINT)),
                        named("Mask", MASK)),
                template(
                        "on top of an empty paintable group",
                        "top of Paintable Area",
                        group("Paintable Area", PAINTABLE)),
                template(
                        "above the base paint even where a protected layer lies below it",
                        "below Numbers",
                        group(
                                "Paintable Area",
                                PAINTABLE,
                                named("Old decal", DECAL),
                                named("Base", BASE_PAINT),
                                named("Numbers", NUMBER))),
                template(
                        "below a free group that hides a protected layer inside",
                        "below Graphics",
                        group(
                                "Paintable Area",
                                PAINTABLE,
                                named("Base", BASE_PAINT),
                                group("Graphics", NONE, named("Shapes", NONE), named("25", NUMBER)),
                                named("Sponsors", SPONSOR))),
                template(
                        "inside the group that mixes base paint and sponsors",
                        "below Sponsors",
                        group(
                                "Paintable Area",
                                PAINTABLE,
                                group(
                                        "Car",
                                        NONE,
                                        named("Base", BASE_PAINT),
                                        named("Fade", NONE),
                                        named("Sponsors", SPONSOR)))),
                template(
                        "above a group that holds only paint",
                        "below Sponsors",
                        group(
                                "Paintable Area",
                                PAINTABLE,
                                group("Car", NONE, named("Base", BASE_PAINT), named("Fade", NONE)),
                                named("Sponsors", SPONSOR))),
                template(
                        "at the top level, below the guides, without a paintable group",
                        "below Wire",
                        named("Spec", SPEC),
                        named("Paint", NONE),
                        named("Wire", WIREFRAME)),
                template(
                        "below everything if all there is are guides",
                        "below Mask",
                        named("Mask", MASK),
                        named("Wire", WIREFRAME)),
                template(
                        "on top if nothing above the base paint is protected",
                        "top",
                        named("Base", BASE_PAINT),
                        named("Fade", NONE)),
                template("on top of a picture without roles", "top", named("Background", NONE)),
                template("on top of an empty document", "top"));
    }

    private static Arguments template(String rule, String place, Layer... layers) {
        return Arguments.of(rule, place, TestSnapshot.of(8, 8, layers));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void aNewLayerGoes(String rule, String place, TestSnapshot document) {
        assertThat(describe(ResultPlacement.in(document), document)).as(rule).isEqualTo(place);
    }

    @Test
    void withoutRolesItGoesAboveTheLayerThatThePainterWorksOn() {
        Layer low = named("Low", NONE);
        TestSnapshot document =
                TestSnapshot.of(8, 8, low, named("High", NONE)).withActive(low.id());

        assertThat(describe(ResultPlacement.in(document), document)).isEqualTo("above Low");
    }

    @Test
    void thePlaceIsSaidInWords() {
        assertThat(ResultPlacement.words(TestSnapshot.template())).contains("below \"Sponsors\"");
        assertThat(ResultPlacement.words(TestSnapshot.of(8, 8))).isEmpty();
    }

    @Test
    void inTheRallyTemplateItGoesBelowTheSponsors() {
        JsonNode tree =
                JsonMapper.shared()
                        .readTree(
                                SharedInputs.file("rally/cordo_wrc_template.layers.json").toFile());
        TestSnapshot document =
                TestSnapshot.of(2048, 2048, layersOf(tree.get("layers")).toArray(new Layer[0]));

        LayerPlace place = ResultPlacement.in(document);

        assertThat(describe(place, document)).isEqualTo("below Sponsors");
    }

    private static final Map<String, LayerRole> RALLY_ROLES =
            Map.ofEntries(
                    Map.entry("paintable", PAINTABLE),
                    Map.entry("base", BASE_PAINT),
                    Map.entry("sponsors", SPONSOR),
                    Map.entry("numbers", NUMBER),
                    Map.entry("decal", DECAL),
                    Map.entry("spec", SPEC),
                    Map.entry("guides", GUIDES),
                    Map.entry("mask", MASK),
                    Map.entry("wire", WIREFRAME));

    private static List<Layer> layersOf(JsonNode nodes) {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode node : nodes) {
            String name = node.get("name").asString();
            LayerRole role = RALLY_ROLES.getOrDefault(node.path("role").asString(""), NONE);
            layers.add(
                    node.get("kind").asString().equals("group")
                            ? group(
                                    name,
                                    role,
                                    layersOf(node.get("children")).toArray(new Layer[0]))
                            : named(name, role));
        }
        return layers;
    }

    private static String describe(LayerPlace place, DocumentSnapshot document) {
        return switch (place) {
            case LayerPlace.Above above -> "above " + document.layer(above.sibling()).get().name();
            case LayerPlace.Below below -> "below " + document.layer(below.sibling()).get().name();
            case LayerPlace.TopOf top -> "top of " + document.layer(top.group()).get().name();
            case LayerPlace.Top _ -> "top";
        };
    }
}
