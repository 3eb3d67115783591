package org.liverystudio.ai.diffusion.lora;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.host.LiveryException;

/**
 * A learned word: vectors for both text encoders of SDXL, which stand in a prompt where its name
 * is.
 *
 * @see <a href="https://arxiv.org/abs/2208.01618">Textual inversion, arXiv 2208.01618</a>
 */
public final class EmbeddingFile {
    private final Path path;
    private final TensorEntry first;
    private final TensorEntry second;

    private EmbeddingFile(Path path, TensorEntry first, TensorEntry second) {
        this.path = path;
        this.first = first;
        this.second = second;
    }

    /**
     * @param firstChannels width of the first text encoder
     * @param secondChannels width of the second
     * @throws LiveryException if it is missing, broken or made for another model
     */
    public static EmbeddingFile open(Path path, long firstChannels, long secondChannels) {
        SafeTensorsFile file = check(path);
        TensorEntry first = find(file, "clip_l", "text_encoders_0");
        TensorEntry second = find(file, "clip_g", "text_encoders_1");
        EmbeddingFile embedding =
                new EmbeddingFile(
                        path, rows(path, first, firstChannels), rows(path, second, secondChannels));
        if (embedding.first.shape().get(0) != embedding.second.shape().get(0).longValue()) {
            throw new LiveryException(
                    "The embedding %s is damaged: it has %d vectors for one text encoder and %d for the other."
                            .formatted(
                                    path,
                                    embedding.first.shape().get(0),
                                    embedding.second.shape().get(0)),
                    "Download the file again.");
        }
        return embedding;
    }

    /**
     * Makes sure that a file is an embedding for SDXL, before a model is there to compare with.
     *
     * @throws LiveryException if it is missing, broken or something else
     */
    public static SafeTensorsFile check(Path path) {
        SafeTensorsFile file = AddedFile.open(path, "embedding");
        if (file.find("emb_params").isPresent()) {
            throw new LiveryException(
                    "The embedding %s holds vectors for one text encoder only: it was made for Stable Diffusion 1 or 2, and SDXL has two."
                            .formatted(path),
                    "Choose an embedding that was trained for SDXL.");
        }
        find(file, "clip_l", "text_encoders_0");
        find(file, "clip_g", "text_encoders_1");
        return file;
    }

    private static TensorEntry find(SafeTensorsFile file, String name, String olderName) {
        Optional<TensorEntry> found = file.find(name).or(() -> file.find(olderName));
        return found.orElseThrow(
                () ->
                        new LiveryException(
                                "%s is no embedding for SDXL: it has no vectors \"%s\"."
                                        .formatted(file.path(), name),
                                "Choose an embedding (textual inversion) that was trained for SDXL."));
    }

    private static TensorEntry rows(Path path, TensorEntry entry, long channels) {
        List<Long> shape = entry.shape();
        boolean one = shape.equals(List.of(channels));
        boolean several = shape.size() == 2 && shape.get(0) > 0 && shape.get(1) == channels;
        if (!one && !several) {
            throw new LiveryException(
                    "The embedding %s does not fit this model: its vectors \"%s\" have the shape %s, where the model's are %d wide."
                            .formatted(path, entry.name(), shape, channels),
                    "Choose an embedding that was trained for SDXL.");
        }
        return new TensorEntry(
                entry.file(),
                entry.name(),
                entry.dtype(),
                List.of(one ? 1 : shape.get(0), channels),
                entry.offset(),
                entry.byteCount());
    }

    /** The word that calls it up in a prompt: the file's name without its ending. */
    public static String word(Path path) {
        return AddedFile.title(path);
    }

    public String word() {
        return word(path);
    }

    /** Tokens that it takes of a prompt. */
    public int vectors() {
        return Math.toIntExact(first.shape().get(0));
    }

    /** Of the first text encoder, {@code [vectors, channels]}. */
    TensorEntry first() {
        return first;
    }

    /** Of the second. */
    TensorEntry second() {
        return second;
    }
}
