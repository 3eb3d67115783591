package org.liverystudio.ai.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.diffusion.WeightedText;
import org.liverystudio.host.LiveryException;

/** What an engine asks of every request before it loads anything. */
public final class RequestRules {
    /** Far above any prompt; guards against a file pasted by mistake. */
    private static final int MAX_PROMPT_CHARACTERS = 10_000;

    private static final int PIXELS_PER_LATENT = 8;

    private RequestRules() {}

    /**
     * @throws LiveryException telling what to change
     */
    public static void check(DiffusionRequest request) {
        require(
                !request.prompt().isBlank(),
                "The prompt is empty.",
                "Write what the livery shall look like.");
        require(
                request.prompt().length() <= MAX_PROMPT_CHARACTERS
                        && request.negativePrompt().length() <= MAX_PROMPT_CHARACTERS,
                "A prompt is longer than %d characters.".formatted(MAX_PROMPT_CHARACTERS),
                "No picture needs so many words; shorten it.");
        WeightedText.parse(request.prompt());
        WeightedText.parse(request.negativePrompt());
        require(
                request.width() > 0
                        && request.height() > 0
                        && request.width() % PIXELS_PER_LATENT == 0
                        && request.height() % PIXELS_PER_LATENT == 0,
                "The size %d x %d is not a multiple of %d."
                        .formatted(request.width(), request.height(), PIXELS_PER_LATENT),
                "Choose a width and a height that %d divides.".formatted(PIXELS_PER_LATENT));
        require(
                request.sampling().steps() >= 1,
                "%d steps make no picture.".formatted(request.sampling().steps()),
                "Choose 1 step or more; 20 to 30 are usual.");
        require(
                request.sampling().count() >= 1,
                "%d pictures were asked for.".formatted(request.sampling().count()),
                "Choose 1 or more.");
        require(
                Double.isFinite(request.sampling().guidanceScale())
                        && request.sampling().guidanceScale() >= 0,
                "The guidance %s is out of range.".formatted(request.sampling().guidanceScale()),
                "Choose 1 (off) to about 15; 5 is usual.");
        Shortcuts shortcuts = request.shortcuts();
        require(
                shortcuts.stepCache() >= 1 && shortcuts.stepCache() <= Shortcuts.MAX_STEP_CACHE,
                "A step cache of %d is out of range.".formatted(shortcuts.stepCache()),
                "Choose 1 (exact) to %d; 2 is usual.".formatted(Shortcuts.MAX_STEP_CACHE));
        require(
                shortcuts.guidanceEnd() > 0 && shortcuts.guidanceEnd() <= 1,
                "Guidance until %s of the steps is out of range."
                        .formatted(shortcuts.guidanceEnd()),
                "Choose above 0 to 1 (exact); 0.6 is usual.");
        request.controls().forEach(control -> checkControl(request, control));
        request.initialImage().ifPresent(initial -> checkInitialImage(request, initial));
        PassRules.check(request);
        request.finalLatents().ifPresent(RequestRules::checkFolder);
        NetworkSettings networks = request.networks();
        networks.loras().forEach(RequestRules::checkLora);
        networks.embeddings().forEach(file -> requireFile(file, "embedding"));
    }

    private static void checkLora(LoraChoice lora) {
        requireFile(lora.file(), "LoRA");
        require(
                Math.abs(lora.weight()) <= LoraChoice.MAX_WEIGHT,
                "The weight %s of the LoRA %s is out of range."
                        .formatted(lora.weight(), lora.file()),
                "Choose -%1$d to %1$d; 1 is as trained.".formatted(LoraChoice.MAX_WEIGHT));
    }

    /** Told before a worker starts, not after. */
    private static void requireFile(Path file, String what) {
        require(
                Files.isRegularFile(file),
                "The %s file %s does not exist.".formatted(what, file),
                "It may have been moved or renamed: choose it again, or leave it out.");
    }

    private static void checkControl(DiffusionRequest request, ControlInput control) {
        require(
                control.image().width() == request.width()
                        && control.image().height() == request.height(),
                "A control picture is %d x %d where %d x %d is wanted."
                        .formatted(
                                control.image().width(),
                                control.image().height(),
                                request.width(),
                                request.height()),
                "Give it the size of the picture.");
        require(
                Double.isFinite(control.conditioningScale()) && control.conditioningScale() >= 0,
                "The control strength %s is out of range.".formatted(control.conditioningScale()),
                "Choose 0 to 2.");
        require(
                control.start() >= 0 && control.end() <= 1 && control.start() < control.end(),
                "A control layer works from %s to %s of the steps, which is no range."
                        .formatted(control.start(), control.end()),
                "Choose a start below the end, both from 0 to 1.");
    }

    private static void checkInitialImage(DiffusionRequest request, InitialImage initial) {
        RgbImage image = initial.image();
        require(
                image.width() == request.width() && image.height() == request.height(),
                "The picture to start from is %d x %d where %d x %d is wanted."
                        .formatted(
                                image.width(), image.height(), request.width(), request.height()),
                "Give it the size of the picture.");
        initial.mask()
                .ifPresent(
                        mask ->
                                require(
                                        mask.width() == image.width()
                                                && mask.height() == image.height(),
                                        "The mask is %d x %d where %d x %d is wanted."
                                                .formatted(
                                                        mask.width(),
                                                        mask.height(),
                                                        image.width(),
                                                        image.height()),
                                        "Give it the size of the picture."));
        require(
                initial.strength() > 0 && initial.strength() <= 1,
                "The strength %s is out of range.".formatted(initial.strength()),
                "Choose above 0 (nothing changes) to 1 (everything does).");
        require(
                request.stepsToRun() >= 1,
                "At strength %s none of %d steps runs."
                        .formatted(initial.strength(), request.sampling().steps()),
                "Choose more steps or a higher strength.");
    }

    /** Told before minutes of work, not after. */
    private static void checkFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        require(
                Files.isDirectory(folder) && Files.isWritable(folder),
                "The latents cannot be saved as %s: the folder %s does not exist or is read-only."
                        .formatted(file, folder),
                "Choose another folder.");
    }

    static void require(boolean holds, String problem, String advice) {
        if (!holds) {
            throw new LiveryException(problem, advice);
        }
    }
}
