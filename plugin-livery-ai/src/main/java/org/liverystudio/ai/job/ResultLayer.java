package org.liverystudio.ai.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.livery.PasteBack;
import org.liverystudio.ai.livery.ResultPlacement;
import org.liverystudio.host.BlendMode;
import org.liverystudio.host.DocumentEdit;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LayerPlace;
import org.liverystudio.host.NewLayer;
import org.liverystudio.host.Raster;

/** Turns generated pictures into the one edit that adds them; it touches no other layer. */
final class ResultLayer {
    /** Shown in the Edit menu and the history. */
    static final String LABEL = "Generate livery";

    private static final int LONGEST_PROMPT_IN_NAME = 48;

    private ResultLayer() {}

    /**
     * @param now the document as it is when the pictures are there; the painter may have gone on
     *     working
     */
    static DocumentEdit edit(GenerationPlan plan, DiffusionResult made, DocumentSnapshot now) {
        LayerPlace place = ResultPlacement.in(now);
        GenerationPlan.Frame frame = plan.frame();
        Seamless seamless = plan.request().detail().seamless();
        List<DocumentEdit.Change> changes = new ArrayList<>();
        for (int i = 0; i < made.images().size(); i++) {
            Raster pixels =
                    PasteBack.cut(made.images().get(i), frame.crop(), frame.clip(), seamless);
            GenerationRequest recipe = plan.request().forPicture(i, plan.sizes());
            NewLayer layer =
                    new NewLayer(
                            name(recipe),
                            pixels,
                            frame.clip().bounds().x(),
                            frame.clip().bounds().y(),
                            1,
                            BlendMode.NORMAL,
                            Map.of(RequestJson.LAYER_PROPERTY, RequestJson.write(recipe)));
            changes.add(new DocumentEdit.AddLayer(layer, place));
        }
        return new DocumentEdit(LABEL, changes);
    }

    /** The prompt, cut at a word if it is long, and the seed. */
    static String name(GenerationRequest recipe) {
        String prompt = recipe.prompt().strip().replaceAll("\\s+", " ");
        if (prompt.length() > LONGEST_PROMPT_IN_NAME) {
            int space = prompt.lastIndexOf(' ', LONGEST_PROMPT_IN_NAME);
            int end = space > LONGEST_PROMPT_IN_NAME / 2 ? space : LONGEST_PROMPT_IN_NAME;
            prompt = prompt.substring(0, end).strip() + "…";
        }
        return "%s (seed %d)".formatted(prompt, recipe.sampling().seed());
    }
}
