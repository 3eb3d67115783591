package org.liverystudio.ai.engine;

import java.util.List;

/** What an engine asks of the passes after the first. */
final class PassRules {
    /** In pixels: a few latents, so that neighbours can share some. */
    private static final int LEAST_TILE = 16;

    private static final int PIXELS_PER_LATENT = 8;

    private PassRules() {}

    static void check(DiffusionRequest request) {
        int width = request.width();
        int height = request.height();
        for (LaterPass pass : request.passes().later()) {
            checkSize(pass, width, height);
            checkWork(pass);
            checkPictures(request, pass);
            width = pass.width();
            height = pass.height();
        }
    }

    private static void checkSize(LaterPass pass, int widthBefore, int heightBefore) {
        RequestRules.require(
                pass.width() % PIXELS_PER_LATENT == 0 && pass.height() % PIXELS_PER_LATENT == 0,
                "The size %d x %d of a later pass is not a multiple of %d."
                        .formatted(pass.width(), pass.height(), PIXELS_PER_LATENT),
                "Choose a width and a height that %d divides.".formatted(PIXELS_PER_LATENT));
        RequestRules.require(
                pass.width() >= widthBefore && pass.height() >= heightBefore,
                "A later pass of %d x %d is smaller than the %d x %d before it."
                        .formatted(pass.width(), pass.height(), widthBefore, heightBefore),
                "Choose a larger size, or leave the pass out.");
        int tile = pass.tile().orElse(LEAST_TILE);
        RequestRules.require(
                tile >= LEAST_TILE && tile % PIXELS_PER_LATENT == 0,
                "Tiles of %d pixels are out of range.".formatted(tile),
                "Choose a multiple of %d from %d up; the size that the model was trained on is usual."
                        .formatted(PIXELS_PER_LATENT, LEAST_TILE));
    }

    private static void checkWork(LaterPass pass) {
        RequestRules.require(
                pass.strength() > 0 && pass.strength() <= 1,
                "The strength %s of a later pass is out of range.".formatted(pass.strength()),
                "Choose above 0 (nothing changes) to 1 (everything does).");
        RequestRules.require(
                pass.stepsToRun() >= 1,
                "At strength %s none of the %d steps of a later pass runs."
                        .formatted(pass.strength(), pass.steps()),
                "Choose more steps or a higher strength.");
    }

    private static void checkPictures(DiffusionRequest request, LaterPass pass) {
        List<RgbImage> controls = pass.controlImages();
        RequestRules.require(
                controls.size() == request.controls().size(),
                "A later pass has %d control pictures for %d controls."
                        .formatted(controls.size(), request.controls().size()),
                "Give it one for each, in their order.");
        controls.forEach(
                image -> checkPicture("control picture", image.width(), image.height(), pass));
        pass.kept()
                .ifPresent(
                        kept -> {
                            RgbImage image = kept.image();
                            checkPicture("kept picture", image.width(), image.height(), pass);
                            StrengthMask mask = kept.mask();
                            checkPicture("mask", mask.width(), mask.height(), pass);
                        });
    }

    private static void checkPicture(String what, int width, int height, LaterPass pass) {
        RequestRules.require(
                width == pass.width() && height == pass.height(),
                "The %s of a later pass is %d x %d where %d x %d is wanted."
                        .formatted(what, width, height, pass.width(), pass.height()),
                "Give it the size of the pass.");
    }
}
