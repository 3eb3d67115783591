package org.liverystudio.ai.diffusion.memory;

import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.memory.DecodePlanner.Decode;

/**
 * Decides how a run keeps within a limit of memory. What costs the least time comes first: networks
 * that take turns, smaller batches, then weights that come and go, then smaller tiles.
 */
public final class MemoryPlanner {
    /** More pictures at once need memory and save no time on a processor. */
    private static final int MAX_BATCH = 4;

    /** Text encoders below this are not worth loading anew for each prompt. */
    private static final long SMALL = 512L << 20;

    private final MemoryNeeds needs;
    private final long limit;

    private MemoryPlanner(MemoryNeeds needs, long limit) {
        this.needs = needs;
        this.limit = limit;
    }

    /**
     * @param limitBytes what the process may hold, all in all
     * @throws NotEnoughMemoryException if no arrangement keeps within it, naming the least that
     *     would do
     */
    public static MemoryPlan plan(MemoryNeeds needs, long limitBytes) {
        return new MemoryPlanner(needs, limitBytes).plan();
    }

    /** The least limit under which such a run is possible. */
    public static long least(MemoryNeeds needs) {
        long text = needs.textWork() + leastOf(needs.textEncoders());
        long denoise = needs.denoiseWork().bytes(1) + leastOf(needs.denoisers());
        long decode = DecodePlanner.least(needs);
        return needs.runtime() + Math.max(text, Math.max(denoise, decode));
    }

    private MemoryPlan plan() {
        long least = least(needs);
        if (limit < least) {
            throw new NotEnoughMemoryException(least, limit);
        }
        long text = weights(needs.textEncoders());
        boolean small = text <= SMALL;
        long beside = (small ? text : 0) + needs.autoencoder().whole();
        return arrangement(small, true, beside)
                .or(() -> arrangement(false, false, 0))
                .orElseThrow(() -> new IllegalStateException("Not even " + least + " suffice"));
    }

    /**
     * @param textStays whether text encoders stay to the end
     * @param autoencoderStays whether it may be there from the start
     * @param beside bytes of what stays beside the denoising networks
     */
    private Optional<MemoryPlan> arrangement(
            boolean textStays, boolean autoencoderStays, long beside) {
        boolean alone = beside == 0;
        Optional<Denoise> found =
                alone ? denoise(0, false).or(() -> denoise(0, true)) : denoise(beside, false);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Denoise denoise = found.get();
        long text = needs.runtime() + needs.textWork();
        List<Long> textLimits = NetworkSize.split(needs.textEncoders(), limit - text);
        long textPeak = text + within(needs.textEncoders(), textLimits);
        long textKept = textStays ? weights(needs.textEncoders()) : 0;
        Decode decode = DecodePlanner.plan(needs, limit, textKept, denoise.resident());
        return Optional.of(
                new MemoryPlan(
                        textLimits,
                        textStays,
                        textPeak + denoise.resident() + beside - textKept <= limit,
                        denoise.batch(),
                        denoise.together(),
                        denoise.limits(),
                        decode.denoisersStay(),
                        decode.autoencoderLimit(),
                        autoencoderStays,
                        decode.tile(),
                        denoise.streams(),
                        Math.max(textPeak, Math.max(denoise.peak(), decode.peak()))));
    }

    /**
     * @param resident bytes of the weights that stay while noise is removed
     */
    private record Denoise(
            int batch,
            boolean together,
            List<Long> limits,
            boolean streams,
            long resident,
            long peak) {}

    private Optional<Denoise> denoise(long beside, boolean streams) {
        int most = Math.min(MAX_BATCH, needs.pictures());
        return denoise(most, true, beside, streams)
                .or(() -> denoise(1, true, beside, streams))
                .or(() -> denoise(1, false, beside, streams));
    }

    private Optional<Denoise> denoise(int batch, boolean together, long beside, boolean streams) {
        int rows = batch * (together ? needs.rowsPerPicture() : 1);
        long fixed = needs.runtime() + beside + needs.denoiseWork().bytes(rows);
        List<NetworkSize> networks = needs.denoisers();
        long needed =
                streams ? leastOf(networks) : networks.stream().mapToLong(NetworkSize::whole).sum();
        if (fixed + needed > limit) {
            return Optional.empty();
        }
        List<Long> limits = NetworkSize.split(networks, limit - fixed);
        long taken = within(networks, limits);
        long resident = streams ? taken : weights(networks);
        return Optional.of(new Denoise(batch, together, limits, streams, resident, fixed + taken));
    }

    private static long within(List<NetworkSize> networks, List<Long> limits) {
        long bytes = 0;
        for (int i = 0; i < networks.size(); i++) {
            bytes += networks.get(i).within(limits.get(i));
        }
        return bytes;
    }

    private static long weights(List<NetworkSize> networks) {
        return networks.stream().mapToLong(NetworkSize::weights).sum();
    }

    private static long leastOf(List<NetworkSize> networks) {
        return networks.stream().mapToLong(NetworkSize::least).sum();
    }
}
