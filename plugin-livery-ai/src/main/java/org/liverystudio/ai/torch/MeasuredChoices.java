package org.liverystudio.ai.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Choices between two ways of computing the same, made by measurement on this computer. They are
 * kept in a file: the ways differ in the last bits, and the same request should give the same
 * picture tomorrow.
 */
public final class MeasuredChoices {
    private static final Logger LOG = LoggerFactory.getLogger(MeasuredChoices.class);

    private final Path file;
    private final Properties known = new Properties();

    /**
     * @param file where choices are kept; made when the first is there
     */
    public MeasuredChoices(Path file) {
        this.file = file;
        try (InputStream in = Files.newInputStream(file)) {
            known.load(in);
        } catch (NoSuchFileException e) {
            LOG.debug("Nothing has been measured yet in {}", file);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} is unreadable and will be measured anew", file, e);
        }
    }

    /**
     * @param question what is chosen, in a few words without line breaks
     * @param measure asked if the answer is not known yet
     */
    public synchronized boolean choose(String question, BooleanSupplier measure) {
        String answer = known.getProperty(question);
        if (answer != null) {
            return Boolean.parseBoolean(answer);
        }
        boolean found = measure.getAsBoolean();
        known.setProperty(question, Boolean.toString(found));
        save();
        return found;
    }

    private void save() {
        try {
            Path unfinished = Files.createTempFile(file.getParent(), "choices", ".new");
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                known.store(out, "What was faster on this computer; delete to measure anew");
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // The next process measures again: that costs a moment.
            LOG.warn("{} cannot be written", file, e);
        }
    }
}
