package org.liverystudio.editor.sample;

import static org.liverystudio.editor.sample.CarLayout.WINDSCREEN;

import java.awt.Color;
import java.util.List;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.host.BlendMode;

/**
 * Draws the hidden map of the surface: red is metallic, green roughness, blue clearcoat (0 off, 16
 * shiny, 255 dull). Each channel is a group that screens onto black.
 */
final class SpecMap {
    private SpecMap() {}

    static GroupLayer group() {
        GroupLayer group =
                GroupLayer.named(
                        "Custom Spec Map",
                        List.of(
                                new Canvas().fillAll(Color.BLACK).layer("Spec black"),
                                channel(
                                        "B",
                                        new Canvas()
                                                .fillAll(new Color(0, 0, 16))
                                                .layer("Clearcoat base"),
                                        new Canvas()
                                                .fill(WINDSCREEN.outline(), Color.BLACK)
                                                .layer("Clearcoat off on glass")),
                                channel(
                                        "G",
                                        new Canvas()
                                                .fillAll(new Color(0, 60, 0))
                                                .layer("Roughness base")),
                                channel(
                                        "R",
                                        new Canvas()
                                                .fillAll(new Color(30, 0, 0))
                                                .layer("Metallic base"))));
        return group.with(group.attributes().withVisible(false)).withExpanded(false);
    }

    private static GroupLayer channel(String name, LayerNode... layers) {
        GroupLayer group = GroupLayer.named(name, List.of(layers));
        return group.with(group.attributes().withBlendMode(BlendMode.SCREEN)).withExpanded(false);
    }
}
