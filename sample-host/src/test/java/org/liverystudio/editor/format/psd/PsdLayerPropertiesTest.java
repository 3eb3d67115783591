package org.liverystudio.editor.format.psd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.group;
import static org.liverystudio.editor.document.Sample.layer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerPath;
import org.liverystudio.editor.edit.DuplicateLayer;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.SameDocument;
import org.liverystudio.host.LayerRole;

class PsdLayerPropertiesTest {
    @TempDir private Path folder;

    @Test
    void propertiesAndChosenRolesSurviveSaving() {
        LayerNode plain = layer("Tiger stripes");
        Map<String, String> recipe = Map.of("livery.ai.recipe", "{\"prompt\": \"größe\"}");
        LayerNode made =
                plain.with(
                        plain.attributes()
                                .withProperties(recipe)
                                .withChosenRole(Optional.of(LayerRole.DECAL)));
        DocumentState state = document(8, 8, group("Paintable Area", layer("Base paint"), made));

        DocumentState again = saveAndOpen(state);

        LayerNode found = LayerPath.find(again, "Tiger stripes");
        assertThat(found.properties()).isEqualTo(recipe);
        assertThat(found.chosenRole()).contains(LayerRole.DECAL);
        assertThat(LayerPath.find(again, "Base paint").properties()).isEmpty();
        SameDocument.assertSame(state, saveAndOpen(saveAndOpen(again)));
    }

    @Test
    void aDuplicateOfASavedLayerGetsANumberOfItsOwn() {
        DocumentState state = saveAndOpen(document(8, 8, layer("one")));
        DocumentState twice = new DuplicateLayer(state.layers().getFirst().id()).apply(state);
        LayerNode copy = twice.layers().get(1);
        DocumentState marked =
                twice.withLayer(
                        copy.id(),
                        node -> node.with(node.attributes().withProperties(Map.of("a", "b"))));

        DocumentState again = saveAndOpen(marked);

        assertThat(LayerPath.find(again, "one").properties()).isEmpty();
        assertThat(LayerPath.find(again, "one copy").properties()).containsEntry("a", "b");
    }

    @Test
    void aResourceOfAnotherProgramWithOurNumberIsLeftAlone() {
        PsdResource theirs =
                new PsdResource(
                        PsdLayerProperties.RESOURCE_ID,
                        "{\"format\": \"theirs\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(PsdLayerProperties.read(List.of(theirs))).isEmpty();
        assertThat(
                        PsdLayerProperties.read(
                                List.of(
                                        new PsdResource(
                                                PsdLayerProperties.RESOURCE_ID,
                                                new byte[] {1, 2}))))
                .isEmpty();
    }

    private DocumentState saveAndOpen(DocumentState state) {
        Path file = folder.resolve("car.psd");
        new PsdFormat().write(state, file, NoProgress.INSTANCE);
        return new PsdFormat().read(file, NoProgress.INSTANCE).state();
    }
}
