package org.liverystudio.ai.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which files of a ControlNet's folder to read. The folder of the first union networks holds two:
 * the larger one, which knows more kinds of control, is marked "promax".
 *
 * @param config its config file
 * @param weights name of its weights without ending
 */
public record ControlNetFiles(Path config, String weights) {
    private static final String WEIGHTS = "diffusion_pytorch_model";
    private static final String LARGER = "_promax";

    /** The better network of a folder; its files may be missing. */
    public static ControlNetFiles in(Path folder) {
        String mark =
                Files.isRegularFile(folder.resolve(WEIGHTS + LARGER + ".safetensors"))
                        ? LARGER
                        : "";
        return new ControlNetFiles(folder.resolve("config" + mark + ".json"), WEIGHTS + mark);
    }
}
