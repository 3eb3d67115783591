package org.liverystudio.ai.torch.devices;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks NVIDIA's driver for its cards, by the small program that comes with it. */
@FunctionalInterface
public interface GpuProbe {
    /** What was found. */
    sealed interface Found {
        /**
         * @param cards at least one
         */
        record Cards(List<Card> cards) implements Found {}

        /**
         * @param reason in the middle of a sentence
         */
        record Nothing(String reason) implements Found {}
    }

    /**
     * @param name such as "NVIDIA GeForce RTX 4070"
     * @param driver its version
     * @param freeBytes of the card's own memory
     */
    record Card(String name, String driver, long freeBytes) {}

    Found probe();

    /** Asks {@code nvidia-smi}. */
    static GpuProbe ofDriver() {
        return () -> ask("nvidia-smi");
    }

    /**
     * @param program that answers as {@code nvidia-smi} does
     */
    static Found ask(String program) {
        List<String> command =
                List.of(
                        program,
                        "--query-gpu=name,driver_version,memory.free",
                        "--format=csv,noheader,nounits");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                            .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Found.Nothing("the NVIDIA driver does not answer (nvidia-smi hangs)");
            }
            try (BufferedReader reader = process.inputReader()) {
                return understood(process.exitValue(), reader.lines());
            }
        } catch (IOException e) {
            return new Found.Nothing("no NVIDIA driver was found (there is no nvidia-smi)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.Nothing("the search for NVIDIA cards was interrupted");
        }
    }

    private static File nullDevice() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private static Found understood(int exitCode, Stream<String> lines) {
        List<String> text = lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<Card> cards = new ArrayList<>();
        for (String line : exitCode == 0 ? text : List.<String>of()) {
            String[] parts = line.split("\\s*,\\s*");
            if (parts.length == 3 && parts[2].matches("\\d{1,9}")) {
                cards.add(new Card(parts[0], parts[1], Long.parseLong(parts[2]) << 20));
            }
        }
        if (!cards.isEmpty()) {
            return new Found.Cards(cards);
        }
        String answer = text.isEmpty() ? "nothing" : "\"" + text.getFirst() + "\"";
        return new Found.Nothing(
                "the NVIDIA driver found no card (nvidia-smi says %s)".formatted(answer));
    }
}
