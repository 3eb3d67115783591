package org.liverystudio.ai.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.Previews;
import org.liverystudio.host.Document;
import org.liverystudio.host.DocumentEdit;
import org.liverystudio.host.DocumentSnapshot;
import org.liverystudio.host.LayerId;

/**
 * One generation from plan to layers: plans on the snapshot taken when it was asked for, runs the
 * engine, then adds the layers to the document as it is by then.
 *
 * @param document gets the layers
 * @param snapshot what the plan is made on
 * @param request what was asked
 * @param model what it runs on
 * @param pictures control files that the request names, read, by their names
 * @param latents files for comparisons
 * @param watched whether someone looks at the pictures while they are made
 */
public record Generation(
        Document document,
        DocumentSnapshot snapshot,
        GenerationRequest request,
        ModelFacts model,
        Map<String, DocumentSnapshot> pictures,
        LatentFiles latents,
        boolean watched) {
    GenerationResult run(Supplier<DiffusionEngine> engine, Job job) {
        long start = System.nanoTime();
        job.report(new JobState.Preparing());
        GenerationPlan plan = Planner.plan(request, snapshot, model, pictures, latents);
        job.throwIfCancelled();
        job.report(new JobState.Starting());
        Previews previews = watched ? Previews.by(model.previewDecoder()) : Previews.none();
        DiffusionResult made =
                engine.get()
                        .run(
                                plan.diffusion().toBuilder().previews(previews).build(),
                                new EngineReports(job));
        job.throwIfCancelled();
        job.report(new JobState.Placing());
        DocumentEdit edit = ResultLayer.edit(plan, made, document.snapshot());
        List<LayerId> layers = document.apply(edit);
        return new GenerationResult(
                layers,
                edit.changes().stream().map(Generation::layerName).toList(),
                made.seeds(),
                plan.frame(),
                made.phaseTimes(),
                Duration.ofNanos(System.nanoTime() - start),
                made.memory(),
                made.device());
    }

    private static String layerName(DocumentEdit.Change change) {
        return switch (change) {
            case DocumentEdit.AddLayer added -> added.layer().name();
            case DocumentEdit.RemoveLayer removed -> removed.layer().toString();
        };
    }
}
