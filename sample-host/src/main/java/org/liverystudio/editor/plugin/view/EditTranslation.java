package org.liverystudio.editor.plugin.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.editor.document.LayerAttributes;
import org.liverystudio.editor.document.PixelLayer;
import org.liverystudio.editor.edit.AddLayer;
import org.liverystudio.editor.edit.CompositeEdit;
import org.liverystudio.editor.edit.Edit;
import org.liverystudio.editor.edit.RemoveLayer;
import org.liverystudio.editor.image.TiledImage;
import org.liverystudio.host.DocumentEdit;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.NewLayer;
import org.liverystudio.host.Raster;
import org.liverystudio.host.Rect;

/**
 * A plugin's edit in the editor's own terms.
 *
 * @param edit one step of undo
 * @param added ids of the layers that it adds, in the order of the changes
 */
public record EditTranslation(Edit edit, List<LayerId> added) {
    /** Copies the pixels of new layers, so that the plugin's arrays are its own again. */
    public static EditTranslation of(DocumentEdit edit) {
        List<Edit> parts = new ArrayList<>();
        List<LayerId> added = new ArrayList<>();
        for (DocumentEdit.Change change : edit.changes()) {
            switch (change) {
                case DocumentEdit.AddLayer(var layer, var place) -> {
                    PixelLayer node = node(layer);
                    parts.add(new AddLayer(edit.label(), node, place));
                    added.add(node.id());
                }
                case DocumentEdit.RemoveLayer(var layer) -> parts.add(new RemoveLayer(layer));
            }
        }
        return new EditTranslation(new CompositeEdit(edit.label(), parts), List.copyOf(added));
    }

    private static PixelLayer node(NewLayer layer) {
        Raster pixels = layer.pixels();
        Rect area = new Rect(layer.x(), layer.y(), pixels.width(), pixels.height());
        LayerAttributes attributes =
                LayerAttributes.named(layer.name())
                        .withOpacity(layer.opacity())
                        .withBlendMode(layer.blendMode())
                        // A name made of a prompt, "logo yellow number stripes", tells no role.
                        .withChosenRole(Optional.of(LayerRole.NONE))
                        .withProperties(layer.properties());
        return new PixelLayer(attributes, TiledImage.ofRgba(area, pixels.toRgba()));
    }
}
