package org.liverystudio.ai.job;

import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.job.GenerationRequest.Start;
import org.liverystudio.ai.job.GenerationRequest.Where;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.livery.Size;

/** Makes requests; what is not set is left at what is usual. */
public final class GenerationRequestBuilder {
    private String prompt;
    private final String model;
    private Sampling sampling;
    private String negativePrompt = "";
    private List<Control> controls = List.of();
    private Where where = new Where.Paintable();
    private Optional<Start> start = Optional.empty();
    private Optional<Size> size = Optional.empty();
    private Optional<String> controlNet = Optional.empty();
    private NetworkSettings networks = NetworkSettings.usual();
    private Detail detail = Detail.single();
    private Shortcuts shortcuts = Shortcuts.none();

    GenerationRequestBuilder(String prompt, String model, Sampling sampling) {
        this.prompt = prompt;
        this.model = model;
        this.sampling = sampling;
    }

    public GenerationRequestBuilder prompt(String value) {
        this.prompt = value;
        return this;
    }

    public GenerationRequestBuilder sampling(Sampling value) {
        this.sampling = value;
        return this;
    }

    public GenerationRequestBuilder negativePrompt(String value) {
        this.negativePrompt = value;
        return this;
    }

    public GenerationRequestBuilder controls(List<Control> value) {
        this.controls = value;
        return this;
    }

    public GenerationRequestBuilder where(Where value) {
        this.where = value;
        return this;
    }

    public GenerationRequestBuilder start(Optional<Start> value) {
        this.start = value;
        return this;
    }

    public GenerationRequestBuilder size(Optional<Size> value) {
        this.size = value;
        return this;
    }

    public GenerationRequestBuilder controlNet(Optional<String> value) {
        this.controlNet = value;
        return this;
    }

    public GenerationRequestBuilder networks(NetworkSettings value) {
        this.networks = value;
        return this;
    }

    public GenerationRequestBuilder detail(Detail value) {
        this.detail = value;
        return this;
    }

    public GenerationRequestBuilder shortcuts(Shortcuts value) {
        this.shortcuts = value;
        return this;
    }

    public GenerationRequest build() {
        return new GenerationRequest(
                prompt,
                negativePrompt,
                controls,
                where,
                start,
                size,
                sampling,
                model,
                controlNet,
                networks,
                detail,
                shortcuts);
    }
}
