package org.liverystudio.ai.diffusion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.host.LiveryException;

/**
 * A prompt whose words weigh more or less, written as painters know it from the Stable Diffusion
 * web UI of AUTOMATIC1111: {@code (word)} weighs 1.1 times as much, {@code [word]} 1.1 times less,
 * {@code (word:1.3)} 1.3 times; brackets nest and multiply. A backslash before a bracket or a
 * backslash makes it a plain character. A bracket that is never closed reaches to the end; one that
 * was never opened is a plain character.
 *
 * @param parts in the order of the text
 */
public record WeightedText(List<Part> parts) {
    private static final double STEP = 1.1;
    private static final double LARGEST = 10;

    private static final Pattern NUMBER_AT_END =
            Pattern.compile("(.*):\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*", Pattern.DOTALL);

    public WeightedText {
        parts = List.copyOf(parts);
    }

    /**
     * @param text without brackets and backslashes of its own
     * @param weight 1 is usual
     */
    public record Part(String text, double weight) {}

    /**
     * @throws LiveryException if a weight is out of range
     */
    public static WeightedText parse(String prompt) {
        Parser parser = new Parser();
        for (int i = 0; i < prompt.length(); i++) {
            char letter = prompt.charAt(i);
            boolean escapes = letter == '\\' && i + 1 < prompt.length();
            if (escapes && "()[]\\".indexOf(prompt.charAt(i + 1)) >= 0) {
                i++;
                parser.text.append(prompt.charAt(i));
            } else {
                parser.take(letter);
            }
        }
        return new WeightedText(parser.finish());
    }

    /** Whether all words weigh the same. */
    boolean isPlain() {
        return parts.stream().allMatch(part -> part.weight == 1);
    }

    private static final class Parser {
        private final StringBuilder text = new StringBuilder();
        private final List<Part> parts = new ArrayList<>();
        private final Deque<Integer> round = new ArrayDeque<>();
        private final Deque<Integer> square = new ArrayDeque<>();

        void take(char letter) {
            if (letter == '(') {
                open(round);
            } else if (letter == '[') {
                open(square);
            } else if (letter == ')' && !round.isEmpty()) {
                closeRound();
            } else if (letter == ']' && !square.isEmpty()) {
                close(square, 1 / STEP);
            } else {
                text.append(letter);
            }
        }

        private void open(Deque<Integer> brackets) {
            flush();
            brackets.push(parts.size());
        }

        private void closeRound() {
            Matcher number = NUMBER_AT_END.matcher(text);
            if (number.matches()) {
                double weight = Double.parseDouble(number.group(2));
                text.setLength(number.end(1));
                close(round, weight);
            } else {
                close(round, STEP);
            }
        }

        private void close(Deque<Integer> brackets, double factor) {
            flush();
            for (int i = brackets.pop(); i < parts.size(); i++) {
                Part part = parts.get(i);
                parts.set(i, new Part(part.text, part.weight * factor));
            }
        }

        private void flush() {
            if (!text.isEmpty()) {
                parts.add(new Part(text.toString(), 1));
                text.setLength(0);
            }
        }

        List<Part> finish() {
            flush();
            while (!round.isEmpty()) {
                close(round, STEP);
            }
            while (!square.isEmpty()) {
                close(square, 1 / STEP);
            }
            parts.forEach(Parser::requireSound);
            return parts;
        }

        private static void requireSound(Part part) {
            if (Math.abs(part.weight) > LARGEST) {
                throw new LiveryException(
                        "The weight %s of \"%s\" in the prompt is out of range."
                                .formatted(
                                        Math.round(part.weight * 100) / 100.0, part.text.strip()),
                        "Choose 0.5 to 1.5, such as (gold:1.3); write \\( for a plain bracket.");
            }
        }
    }
}
