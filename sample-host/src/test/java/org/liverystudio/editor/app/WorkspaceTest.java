package org.liverystudio.editor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.editor.document.DocumentInfo;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.edit.EditorDocument;

class WorkspaceTest {
    private final Workspace workspace = new Workspace();

    @Test
    void aNewDocumentComesToTheFront() {
        EditorDocument first = document("first");
        EditorDocument second = document("second");

        workspace.open(first);
        workspace.open(second);

        assertThat(workspace.documents()).containsExactly(first, second);
        assertThat(workspace.active()).contains(second);
    }

    @Test
    void closingTheFrontOneBringsItsNeighbour() {
        List<EditorDocument> documents = List.of(document("a"), document("b"), document("c"));
        documents.forEach(workspace::open);
        workspace.activate(documents.get(1));

        workspace.close(documents.get(1));
        assertThat(workspace.active()).contains(documents.get(2));
        workspace.close(documents.get(2));
        assertThat(workspace.active()).contains(documents.get(0));
        workspace.close(documents.get(0));
        assertThat(workspace.active()).isEmpty();
    }

    @Test
    void listenersHearOnlyOfChanges() {
        EditorDocument first = document("first");
        EditorDocument second = document("second");
        List<String> heard = new ArrayList<>();
        workspace.onActiveChanged(
                active -> heard.add(active.map(EditorDocument::name).orElse("none")));
        var list = workspace.onListChanged(() -> heard.add("list"));

        workspace.open(first);
        workspace.open(second);
        workspace.activate(second);
        list.close();
        workspace.close(first);
        workspace.close(second);

        assertThat(heard).containsExactly("list", "first", "list", "second", "none");
    }

    private static EditorDocument document(String name) {
        return new EditorDocument(
                name,
                Optional.empty(),
                DocumentState.of(4, 4, List.of(), DocumentInfo.DEFAULT),
                List.of());
    }
}
