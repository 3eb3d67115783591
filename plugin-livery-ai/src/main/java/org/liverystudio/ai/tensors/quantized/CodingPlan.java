package org.liverystudio.ai.tensors.quantized;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which weights of a network are stored in fewer bits. Names are those of diffusers' UNets and
 * ControlNets and of transformers' CLIP encoders.
 *
 * <p>What stays in 16 bits was measured (docs/benchmarks.md, "Quantisation"): the ends of the
 * network and the embeddings of time, layers through which the whole picture passes (1x1
 * convolutions and the projections around transformers), and the convolutions of the finest level.
 * Together they are 3 % of SDXL's weights, and with 8 bits they alone cost 10 dB. Where other
 * layers take 4 bits, convolutions between the finest and the coarsest level take 8, and so do text
 * encoders: with 4 bits they change the picture as much as the whole UNet does.
 */
public final class CodingPlan {
    /** A longer row would have to be held in memory whole; no layer of a known network has one. */
    private static final long MOST_COLUMNS = 1 << 20;

    private static final Pattern DOWN = Pattern.compile("down_blocks\\.(\\d{1,3})\\..*");
    private static final Pattern UP = Pattern.compile("up_blocks\\.(\\d{1,3})\\..*");
    private static final Pattern PLAIN =
            Pattern.compile(
                    "(conv_in|conv_out|time_embedding|add_embedding|controlnet_.*|text_projection"
                            + "|.*(embedding|time_emb_proj|proj_in|proj_out|conv_shortcut|norm\\d*))"
                            + "(\\..*)?");
    private static final Pattern TEXT = Pattern.compile("(text_model\\.)?encoder\\.layers\\..*");
    private static final Pattern TRANSFORMER = Pattern.compile(".*\\.transformer_blocks\\..*");

    private final QuantizationScheme scheme;
    private final int coarsest;

    private CodingPlan(QuantizationScheme scheme, int coarsest) {
        this.scheme = scheme;
        this.coarsest = coarsest;
    }

    /**
     * @param names of all weights of the network; they tell how many levels it has
     */
    public static CodingPlan of(QuantizationScheme scheme, Collection<String> names) {
        int coarsest =
                names.stream()
                        .map(DOWN::matcher)
                        .filter(Matcher::matches)
                        .mapToInt(down -> Integer.parseInt(down.group(1)))
                        .max()
                        .orElse(0);
        return new CodingPlan(scheme, coarsest);
    }

    public QuantizationScheme scheme() {
        return scheme;
    }

    /**
     * @param name as diffusers writes it, with {@link Coding#WEIGHT} at its end if it is a weight
     * @return empty if the tensor keeps its 16 bits
     */
    public Optional<Coding> codingOf(String name, List<Long> shape) {
        boolean layer = name.endsWith(Coding.WEIGHT) && (shape.size() == 2 || shape.size() == 4);
        if (!layer || Coding.columns(shape) > MOST_COLUMNS || Coding.columns(shape) == 0) {
            return Optional.empty();
        }
        String where = name.substring(0, name.length() - Coding.WEIGHT.length());
        if (PLAIN.matcher(where).matches()) {
            return Optional.empty();
        }
        if (TEXT.matcher(where).matches()) {
            return Optional.of(Coding.INT8);
        }
        if (shape.size() == 2) {
            return TRANSFORMER.matcher(where).matches() ? Optional.of(most()) : Optional.empty();
        }
        int level = level(where);
        if (level == 0) {
            return Optional.empty();
        }
        // Rows of kernels are not filled up: a kernel's size is told from the length of a row.
        boolean wholeGroups = Coding.columns(shape) % Coding.INT4.group() == 0;
        return Optional.of(level == coarsest && wholeGroups ? most() : Coding.INT8);
    }

    private Coding most() {
        return switch (scheme) {
            case INT8 -> Coding.INT8;
            case INT4 -> Coding.INT4;
        };
    }

    /** Of a convolution: 0 is the finest. */
    private int level(String where) {
        Matcher down = DOWN.matcher(where);
        if (down.matches()) {
            return Integer.parseInt(down.group(1));
        }
        Matcher up = UP.matcher(where);
        if (up.matches()) {
            return Math.max(0, coarsest - Integer.parseInt(up.group(1)));
        }
        return where.startsWith("mid_block.") ? coarsest : 0;
    }
}
