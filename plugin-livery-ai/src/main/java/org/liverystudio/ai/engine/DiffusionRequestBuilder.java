package org.liverystudio.ai.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.Shortcuts;

/** Makes requests; what is not set is left at what is usual. */
public final class DiffusionRequestBuilder {
    private final Path model;
    private final String prompt;
    private int width;
    private int height;
    private Sampling sampling;
    private NetworkSettings networks = NetworkSettings.usual();
    private String negativePrompt = "";
    private List<ControlInput> controls = List.of();
    private Optional<InitialImage> initialImage = Optional.empty();
    private Passes passes = Passes.single();
    private Shortcuts shortcuts = Shortcuts.none();
    private Previews previews = Previews.none();
    private Optional<Path> initialLatents = Optional.empty();
    private Optional<Path> finalLatents = Optional.empty();

    DiffusionRequestBuilder(Path model, String prompt, int width, int height, Sampling sampling) {
        this.model = model;
        this.prompt = prompt;
        this.width = width;
        this.height = height;
        this.sampling = sampling;
    }

    public DiffusionRequestBuilder size(int newWidth, int newHeight) {
        this.width = newWidth;
        this.height = newHeight;
        return this;
    }

    public DiffusionRequestBuilder sampling(Sampling value) {
        this.sampling = value;
        return this;
    }

    public DiffusionRequestBuilder networks(NetworkSettings value) {
        this.networks = value;
        return this;
    }

    public DiffusionRequestBuilder negativePrompt(String value) {
        this.negativePrompt = value;
        return this;
    }

    public DiffusionRequestBuilder controls(List<ControlInput> value) {
        this.controls = value;
        return this;
    }

    public DiffusionRequestBuilder initialImage(Optional<InitialImage> value) {
        this.initialImage = value;
        return this;
    }

    public DiffusionRequestBuilder passes(Passes value) {
        this.passes = value;
        return this;
    }

    public DiffusionRequestBuilder shortcuts(Shortcuts value) {
        this.shortcuts = value;
        return this;
    }

    public DiffusionRequestBuilder previews(Previews value) {
        this.previews = value;
        return this;
    }

    public DiffusionRequestBuilder initialLatents(Optional<Path> value) {
        this.initialLatents = value;
        return this;
    }

    public DiffusionRequestBuilder finalLatents(Optional<Path> value) {
        this.finalLatents = value;
        return this;
    }

    public DiffusionRequest build() {
        return new DiffusionRequest(
                model,
                networks,
                prompt,
                negativePrompt,
                width,
                height,
                sampling,
                controls,
                initialImage,
                passes,
                shortcuts,
                previews,
                initialLatents,
                finalLatents);
    }
}
