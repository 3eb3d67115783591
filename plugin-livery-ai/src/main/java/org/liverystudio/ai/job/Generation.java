package org.liverystudio.ai.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.liverystudio.ai.engine.DiffusionEngine;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EngineProgress;
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
 */
public record Generation(
        Document document,
        DocumentSnapshot snapshot,
        GenerationRequest request,
        ModelFacts model,
        Map<String, DocumentSnapshot> pictures,
        LatentFiles latents) {
    GenerationResult run(Supplier<DiffusionEngine> engine, Job job) {
        long start = System.nanoTime();
        job.report(new JobState.Preparing());
        GenerationPlan plan = Planner.plan(request, snapshot, model, pictures, latents);
        job.throwIfCancelled();
        job.report(new JobState.Starting());
        DiffusionResult made = engine.get().run(plan.diffusion(), listener(job));
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

    private static EngineListener listener(Job job) {
        TimeLeft timeLeft = new TimeLeft(System::nanoTime);
        return new EngineListener() {
            @Override
            public void onProgress(EngineProgress progress) {
                job.report(state(progress, timeLeft));
            }

            @Override
            public boolean isCancelled() {
                return job.isCancelled();
            }
        };
    }

    private static JobState state(EngineProgress progress, TimeLeft timeLeft) {
        int done = progress.done();
        int total = progress.total();
        return switch (progress.phase()) {
            case STARTING -> new JobState.Starting();
            case LOADING -> new JobState.Loading(done, total);
            case ENCODING_PROMPT -> new JobState.ReadingPrompt();
            case ENCODING_PICTURE -> new JobState.ReadingPicture();
            case DENOISING -> new JobState.Denoising(done, total, timeLeft.after(done, total));
            case ENLARGING -> new JobState.Enlarging(done, total);
            case REFINING -> new JobState.Refining(done, total, timeLeft.after(done, total));
            case DECODING -> new JobState.Decoding(done, total);
        };
    }
}
