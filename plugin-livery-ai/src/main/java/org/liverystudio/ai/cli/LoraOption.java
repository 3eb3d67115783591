package org.liverystudio.ai.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.ai.engine.LoraChoice;

/**
 * The words after {@code --lora}: {@code FILE[:WEIGHT]}. Paths may hold colons themselves: only one
 * with a number behind it ends the path.
 */
final class LoraOption {
    private static final Pattern PATTERN =
            Pattern.compile("(.+?)(?::([+-]?(?:\\d+\\.?\\d*|\\.\\d+)))?", Pattern.DOTALL);

    private LoraOption() {}

    /**
     * @return empty if the text is no path
     */
    static Optional<LoraChoice> parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double weight = matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
        return absolute(matcher.group(1)).map(file -> new LoraChoice(file, weight));
    }

    /** Recipes and workers are read in other folders than this one. */
    static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty(); // The caller says what was expected instead.
        }
    }
}
