package org.liverystudio.ai.job;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.host.LiveryException;

/**
 * How a LoRA for few steps wants to be run. Its file does not say so; what its makers call it does:
 * in the file's name, or in that of a folder above, where the file itself is called as every LoRA
 * is.
 *
 * <p>Pictures come several times as fast, and are not those of the model: close in look, poorer in
 * detail and variety.
 *
 * @param kind who made it so
 * @param sampler how steps are taken
 * @param steps of denoising
 * @param guidance pull of the prompt; 1 is off, which halves the work once more
 */
public record FastSetting(Kind kind, SchedulerKind sampler, int steps, double guidance) {
    /** Folders above a file that may name it: a snapshot in the shared cache has its name third. */
    private static final int FOLDERS = 4;

    private static final Pattern STEPS = Pattern.compile("(\\d{1,2})[ _-]?steps?");
    private static final int FEWEST_STEPS = 2;
    private static final int MOST_STEPS = 16;

    /** Ways to teach a model few steps, with what their makers advise. */
    public enum Kind {
        /** ByteDance, arXiv 2402.13929: Euler, the last step from the noisiest end, no guidance. */
        LIGHTNING("SDXL-Lightning", "lightning", SchedulerKind.EULER_TRAILING, 4),
        /** arXiv 2311.05556: its own sampler, 4 to 8 steps, guidance 1 to 2. */
        LCM("LCM", "lcm", SchedulerKind.LCM, 6),
        /** ByteDance, arXiv 2404.13686: DDIM with trailing steps, which is Euler's step. */
        HYPER("Hyper-SD", "hyper", SchedulerKind.EULER_TRAILING, 8),
        /** arXiv 2405.14867: consistency steps as LCM takes them. */
        DMD2("DMD2", "dmd2", SchedulerKind.LCM, 4),
        /** Stability AI, arXiv 2311.17042. */
        TURBO("SDXL Turbo", "turbo", SchedulerKind.EULER_TRAILING, 4);

        private final String title;
        private final String sign;
        private final SchedulerKind sampler;
        private final int usualSteps;

        Kind(String title, String sign, SchedulerKind sampler, int usualSteps) {
            this.title = title;
            this.sign = sign;
            this.sampler = sampler;
            this.usualSteps = usualSteps;
        }

        /** As its makers call it. */
        public String title() {
            return title;
        }
    }

    /**
     * The setting of a LoRA; empty if nothing in its path tells that it is made for few steps.
     * Reads no file.
     */
    public static Optional<FastSetting> find(Path lora) {
        for (String name : names(lora)) {
            for (Kind kind : Kind.values()) {
                if (name.contains(kind.sign)) {
                    return Optional.of(
                            new FastSetting(kind, kind.sampler, steps(name, kind), guidance(name)));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The setting of a LoRA.
     *
     * @throws LiveryException if its name does not tell
     */
    public static FastSetting of(Path lora) {
        return find(lora)
                .orElseThrow(
                        () ->
                                new LiveryException(
                                        "The name of %s does not tell for which few steps this LoRA was made."
                                                .formatted(lora),
                                        "Known are %s. For others use --lora, --sampler, --steps and --guidance."
                                                .formatted(kinds())));
    }

    /** The file's own name first, then those of the folders above it. */
    private static List<String> names(Path lora) {
        Path absolute = lora.toAbsolutePath().normalize();
        return Stream.iterate(absolute, path -> path != null, Path::getParent)
                .limit(1L + FOLDERS)
                .map(Path::getFileName)
                .filter(name -> name != null)
                .map(name -> name.toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static int steps(String name, Kind kind) {
        Matcher found = STEPS.matcher(name);
        return found.find()
                ? Math.clamp(Integer.parseInt(found.group(1)), FEWEST_STEPS, MOST_STEPS)
                : kind.usualSteps;
    }

    /** Some of Hyper-SD's are taught to keep guidance. */
    private static double guidance(String name) {
        return name.contains("cfg") ? 5 : 1;
    }

    private static String kinds() {
        return Arrays.stream(Kind.values()).map(Kind::title).collect(Collectors.joining(", "));
    }
}
