package org.liverystudio.ai.diffusion.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.liverystudio.ai.diffusion.Golden;

/** The table that tools/golden/diffusion/checkpoint_names.py wrote. */
public final class CheckpointTable {
    /**
     * One tensor of diffusers and the original one that it comes from.
     *
     * @param how {@code whole}, {@code turned}, or {@code third 0} to {@code third 2}
     */
    public record Row(
            String part,
            String original,
            List<Long> originalShape,
            String name,
            List<Long> shape,
            String how) {
        /** First row of the original. */
        public long firstRow() {
            return how.startsWith("third ")
                    ? Long.parseLong(how.substring("third ".length())) * shape.getFirst()
                    : 0;
        }
    }

    private CheckpointTable() {}

    /** All 2641 of SDXL. */
    public static List<Row> sdxl() throws IOException {
        try (InputStream in = Files.newInputStream(Golden.path("sdxl/checkpoint-names.tsv.gz"))) {
            String text =
                    new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(CheckpointTable::row).toList();
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\t");
        return new Row(cells[0], cells[1], shape(cells[2]), cells[3], shape(cells[4]), cells[5]);
    }

    private static List<Long> shape(String text) {
        return Arrays.stream(text.split("x")).map(Long::valueOf).toList();
    }
}
