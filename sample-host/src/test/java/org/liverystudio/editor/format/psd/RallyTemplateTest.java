package org.liverystudio.editor.format.psd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerPath;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.Pictures;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.format.SameDocument;
import org.liverystudio.editor.format.SharedInputs;
import org.liverystudio.host.LayerRole;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole car template with 32 layers and groups. */
class RallyTemplateTest {
    private static final Map<String, LayerRole> ROLES =
            Map.ofEntries(
                    Map.entry("paintable", LayerRole.PAINTABLE),
                    Map.entry("base", LayerRole.BASE_PAINT),
                    Map.entry("sponsors", LayerRole.SPONSOR),
                    Map.entry("numbers", LayerRole.NUMBER),
                    Map.entry("decal", LayerRole.DECAL),
                    Map.entry("spec", LayerRole.SPEC),
                    Map.entry("spec-r", LayerRole.SPEC),
                    Map.entry("spec-g", LayerRole.SPEC),
                    Map.entry("spec-b", LayerRole.SPEC),
                    Map.entry("guides", LayerRole.GUIDES),
                    Map.entry("mask", LayerRole.MASK),
                    Map.entry("number-blocks", LayerRole.NUMBER),
                    Map.entry("sponsor-blocks", LayerRole.SPONSOR),
                    Map.entry("mandatory", LayerRole.MANDATORY),
                    Map.entry("wire", LayerRole.WIREFRAME));

    private Path folder;
    private ReadDocument read;
    private DocumentState state;

    @BeforeEach
    void open() {
        folder = SharedInputs.find("rally");
        read = new PsdFormat().read(folder.resolve("cordo_wrc_template.psd"), NoProgress.INSTANCE);
        state = read.state();
    }

    @Test
    void treeAndRolesAreAsLabelled() throws IOException {
        JsonNode told =
                JsonMapper.builder()
                        .build()
                        .readTree(
                                Files.readAllBytes(
                                        folder.resolve("cordo_wrc_template.layers.json")));

        assertThat(read.notices()).isEmpty();
        TreeExpectation.assertTree(told.get("layers"), state);
        assertRoles(told.get("layers"), state.layers());
    }

    private void assertRoles(JsonNode told, List<LayerNode> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            LayerNode node = nodes.get(i);
            if (told.get(i).has("role")) {
                assertThat(state.role(node.id()))
                        .as(node.name())
                        .isEqualTo(ROLES.get(told.get(i).get("role").asString()));
            }
            if (node.isGroup()) {
                assertRoles(told.get(i).get("children"), node.children());
            }
        }
    }

    @Test
    void thePictureWithGuidesForExportAndOfTheSpecMapIsRight() throws IOException {
        assertPicture(state, "cordo_wrc_template.expected.png");
        assertPicture(
                visible(state, "Turn Off Before Exporting TGA", false),
                "cordo_wrc_template.export_expected.png");
        DocumentState spec = visible(state, "Turn Off Before Exporting TGA", false);
        spec = visible(spec, "Paintable Area", false);
        assertPicture(
                visible(spec, "Custom Spec Map", true), "cordo_wrc_template.spec_expected.png");
    }

    private static DocumentState visible(DocumentState state, String path, boolean on) {
        LayerNode node = LayerPath.find(state, path);
        return state.withLayer(node.id(), n -> n.with(n.attributes().withVisible(on)));
    }

    private void assertPicture(DocumentState document, String name) throws IOException {
        Pictures.Difference difference =
                Pictures.difference(
                        document.composite(document.bounds()), Pictures.rgba(folder.resolve(name)));
        assertThat(difference.worst()).as("%s: %s", name, difference).isLessThanOrEqualTo(2);
    }

    @Test
    void savingAndOpeningAgainChangesNothing(@TempDir Path temporary) {
        Path copy = temporary.resolve("copy.psd");

        assertThat(new PsdFormat().write(state, copy, NoProgress.INSTANCE)).isEmpty();

        SameDocument.assertSame(state, new PsdFormat().read(copy, NoProgress.INSTANCE).state());
    }
}
