package org.liverystudio.ai.tensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Another way to look at a safetensors file: its tensors under other names, cut into rows, in other
 * shapes. It lies beside a config as {@code STEM.view.json}; the bytes stay where they are.
 */
public final class WeightView {
    /** What follows the stem in the name of the file. */
    public static final String SUFFIX = ".view.json";

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * One tensor of the view.
     *
     * @param of name of the tensor in the file
     * @param firstRow of the outermost axis
     * @param shape that it has in the view
     * @param ownFile name of a file beside the view that holds it instead
     */
    public record Tensor(String of, long firstRow, List<Long> shape, Optional<String> ownFile) {
        public Tensor {
            shape = List.copyOf(shape);
        }

        /** A tensor as it is, perhaps in another shape. */
        public static Tensor whole(String of, List<Long> shape) {
            return new Tensor(of, 0, shape, Optional.empty());
        }
    }

    private WeightView() {}

    /**
     * @param file that holds the tensors
     * @param tensors by their names in the view
     */
    public static void write(Path view, Path file, Map<String, Tensor> tensors) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", 1);
        root.put("file", file.toAbsolutePath().toString());
        root.put("sizeBytes", Files.size(file));
        Map<String, Object> entries = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> entries.put(name, json(tensor)));
        root.put("tensors", entries);
        Files.write(view, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }

    private static Map<String, Object> json(Tensor tensor) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("of", tensor.of());
        entry.put("firstRow", tensor.firstRow());
        entry.put("shape", tensor.shape());
        tensor.ownFile().ifPresent(file -> entry.put("in", file));
        return entry;
    }

    /**
     * @return the tensors by their names in the view
     * @throws LiveryException if the file is gone or another one now, or the view does not fit it
     */
    static Map<String, TensorEntry> read(Path view) {
        try {
            JsonNode root = JSON.readTree(view.toFile());
            Path path = Path.of(root.path("file").asString(""));
            if (!Files.isRegularFile(path) || Files.size(path) != root.path("sizeBytes").asLong()) {
                throw new LiveryException(
                        "The checkpoint %s is gone or has been replaced.".formatted(path),
                        "Choose the model again.");
            }
            SafeTensorsFile file = SafeTensorsFile.open(path);
            Map<String, TensorEntry> table = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : root.path("tensors").properties()) {
                JsonNode tensor = entry.getValue();
                SafeTensorsFile source =
                        tensor.has("in")
                                ? SafeTensorsFile.open(
                                        view.resolveSibling(tensor.get("in").asString("")))
                                : file;
                TensorEntry whole = source.entry(tensor.path("of").asString(""));
                table.put(entry.getKey(), cut(view, entry.getKey(), whole, tensor));
            }
            return table;
        } catch (JacksonException | IOException e) {
            throw new LiveryException(
                    "The view of a checkpoint, %s, cannot be read: %s."
                            .formatted(view, e.getMessage()),
                    "Delete its folder; it is made again.",
                    e);
        }
    }

    private static TensorEntry cut(Path view, String name, TensorEntry whole, JsonNode tensor) {
        List<Long> shape = new ArrayList<>();
        tensor.path("shape").forEach(length -> shape.add(length.asLong()));
        long firstRow = tensor.path("firstRow").asLong();
        long rows = whole.shape().isEmpty() ? 1 : Math.max(1, whole.shape().getFirst());
        long rowBytes = whole.byteCount() / rows;
        TensorEntry cut =
                new TensorEntry(
                        whole.file(),
                        name,
                        whole.dtype(),
                        shape,
                        whole.offset() + firstRow * rowBytes,
                        shape.stream().reduce(1L, Math::multiplyExact) * whole.dtype().bits() / 8);
        if (firstRow < 0 || firstRow * rowBytes + cut.byteCount() > whole.byteCount()) {
            throw new LiveryException(
                    "The view %s does not fit its checkpoint at \"%s\".".formatted(view, name),
                    "Delete its folder; it is made again.");
        }
        return cut;
    }
}
