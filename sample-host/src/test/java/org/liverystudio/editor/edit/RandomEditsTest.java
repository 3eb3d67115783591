package org.liverystudio.editor.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.editor.document.Sample.document;
import static org.liverystudio.editor.document.Sample.filled;
import static org.liverystudio.editor.document.Sample.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.GroupLayer;
import org.liverystudio.editor.document.LayerNode;
import org.liverystudio.editor.document.LayerTree;
import org.liverystudio.editor.image.LayerMask;
import org.liverystudio.editor.image.TiledMask;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.LayerId;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.Rect;

/** Whatever a painter does in whatever order, the picture and the history agree. */
class RandomEditsTest {
    private static final int EDITS = 25;

    @Property(tries = 60)
    void everyChangeTellsWhereThePictureChangedAndAllCanBeTakenBack(@ForAll long seed) {
        Random random = new Random(seed);
        EditorDocument document =
                new EditorDocument("random", Optional.empty(), start(random), List.of());
        DocumentState first = document.state();
        List<DocumentChange> told = new ArrayList<>();
        document.onChange(told::add);

        for (int i = 0; i < EDITS; i++) {
            document.apply(randomEdit(random, document.state()));
            document.endGesture();
        }
        DocumentState last = document.state();
        int steps = document.history().done();
        document.jumpTo(0);
        assertThat(document.state()).isSameAs(first);
        document.jumpTo(steps);
        assertThat(document.state()).isSameAs(last);

        told.forEach(RandomEditsTest::assertNothingChangedOutside);
    }

    private static void assertNothingChangedOutside(DocumentChange change) {
        Rect whole = change.after().bounds();
        byte[] before = change.before().composite(whole);
        byte[] after = change.after().composite(whole);
        for (int i = 0; i < before.length; i++) {
            int x = i / 4 % whole.width();
            int y = i / 4 / whole.width();
            if (before[i] != after[i] && !change.dirty().contains(x, y)) {
                throw new AssertionError(
                        "%d, %d is not in %s%n%s%nbecame%n%s"
                                .formatted(
                                        x,
                                        y,
                                        change.dirty(),
                                        tree(change.before()),
                                        tree(change.after())));
            }
        }
    }

    private static String tree(DocumentState state) {
        return state.allLayers()
                .map(
                        node ->
                                "  ".repeat(LayerTree.ancestorsOf(state.layers(), node.id()).size())
                                        + node.attributes()
                                        + node.bounds())
                .collect(Collectors.joining("\n"));
    }

    private static DocumentState start(Random random) {
        LayerNode base = layer(random);
        LayerNode masked = layer(random);
        TiledMask coverage = TiledMask.of(new Rect(3, 3, 9, 9), new byte[81], 255);
        masked = masked.with(masked.attributes().withMask(Optional.of(new LayerMask(coverage))));
        return document(48, 32, base, group("inside", layer(random), masked), layer(random));
    }

    private static LayerNode layer(Random random) {
        Rect area =
                new Rect(
                        random.nextInt(-10, 40),
                        random.nextInt(-10, 30),
                        random.nextInt(1, 30),
                        random.nextInt(1, 20));
        int alpha = random.nextBoolean() ? 255 : random.nextInt(1, 255);
        return filled(
                "layer " + random.nextInt(100),
                area,
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(256),
                alpha);
    }

    private static Edit randomEdit(Random random, DocumentState state) {
        List<LayerNode> all = state.allLayers().toList();
        if (all.isEmpty()) {
            return new AddLayer(layer(random), new LayerPlace.Top());
        }
        LayerNode any = all.get(random.nextInt(all.size()));
        LayerId id = any.id();
        return switch (random.nextInt(12)) {
            case 0 -> new AddLayer(layer(random), new LayerPlace.Below(id));
            case 1 -> new RemoveLayer(id);
            case 2 -> new SetVisible(id, !any.visible());
            case 3 -> new SetOpacity(id, random.nextInt(256) / 255.0);
            case 4 -> new SetBlendMode(id, randomMode(random, any));
            case 5, 6 -> new SetClipping(id, !any.clipping());
            case 7 -> new SetMaskEnabled(id, random.nextBoolean());
            case 8 -> new DuplicateLayer(id);
            case 9 -> new GroupLayers(Set.of(id), group("new"));
            default -> randomMove(random, state, any, all);
        };
    }

    private static BlendMode randomMode(Random random, LayerNode node) {
        BlendMode[] modes = BlendMode.values();
        BlendMode mode = modes[random.nextInt(modes.length)];
        return mode == BlendMode.PASS_THROUGH && !node.isGroup() ? BlendMode.NORMAL : mode;
    }

    private static Edit randomMove(
            Random random, DocumentState state, LayerNode node, List<LayerNode> all) {
        LayerNode target = all.get(random.nextInt(all.size()));
        boolean inside = LayerTree.find(List.of(node), target.id()).isPresent();
        if (inside) {
            return new MoveLayer(node.id(), new LayerPlace.Top());
        }
        return new MoveLayer(
                node.id(),
                target instanceof GroupLayer && random.nextBoolean()
                        ? new LayerPlace.TopOf(target.id())
                        : new LayerPlace.Above(target.id()));
    }
}
