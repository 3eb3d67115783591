package org.liverystudio.ai.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.liverystudio.ai.diffusion.DiffusionModel;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NoiseStream;

/**
 * One source of random numbers for each picture, so that a picture depends on its own seed alone.
 * The first draws make what it starts from, later ones are added after steps.
 */
final class NoiseSources implements AutoCloseable {
    private final DiffusionModel model;
    private final List<Long> seeds;
    private final List<NoiseStream> streams = new ArrayList<>();

    private NoiseSources(DiffusionModel model, List<Long> seeds) {
        this.model = model;
        this.seeds = seeds;
        seeds.forEach(seed -> streams.add(model.noiseOf(seed)));
    }

    /** Of all pictures of a request: seeds count up. */
    static NoiseSources of(DiffusionModel model, DiffusionRequest request) {
        return new NoiseSources(
                model,
                LongStream.range(0, request.sampling().count())
                        .mapToObj(i -> request.sampling().seed() + i)
                        .toList());
    }

    List<Long> seeds() {
        return seeds;
    }

    /** {@code [count, channels, height/8, width/8]}, unit variance; the next draw. */
    FloatTensor draw(int width, int height) {
        return FloatTensor.stack(
                streams.stream().map(stream -> model.nextNoise(stream, width, height)).toList());
    }

    /** {@code [1, channels, height/8, width/8]}: the next draw of one picture. */
    FloatTensor draw(int picture, int width, int height) {
        return model.nextNoise(streams.get(picture), width, height);
    }

    /** Those of a run of pictures. */
    List<NoiseStream> streams(int first, int count) {
        return streams.subList(first, first + count);
    }

    @Override
    public void close() {
        streams.forEach(NoiseStream::close);
    }
}
