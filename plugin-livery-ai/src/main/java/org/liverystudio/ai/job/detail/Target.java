package org.liverystudio.ai.job.detail;

import java.util.Optional;
import java.util.regex.Pattern;
import org.liverystudio.ai.livery.Size;

/** How large a picture gets. */
public sealed interface Target {
    /** What stands for {@link Template} in an option. */
    String TEMPLATE = "template";

    Pattern FACTOR = Pattern.compile("\\d(\\.\\d{1,3})?");

    /** Times as wide and as high as before. */
    record Factor(double factor) implements Target {
        @Override
        public String toString() {
            return factor == Math.rint(factor)
                    ? Long.toString((long) factor)
                    : Double.toString(factor);
        }
    }

    /** A size in pixels. */
    record Exact(Size size) implements Target {
        @Override
        public String toString() {
            return size.toString();
        }
    }

    /** As many pixels as the template has there. */
    record Template() implements Target {
        @Override
        public String toString() {
            return TEMPLATE;
        }
    }

    /** Reads {@code 2}, {@code 1.5}, {@code 2048x2048} or {@code template}. */
    static Optional<Target> parse(String text) {
        if (text.equals(TEMPLATE)) {
            return Optional.of(new Template());
        }
        return FACTOR.matcher(text).matches()
                ? Optional.of(new Factor(Double.parseDouble(text)))
                : Size.parse(text).map(Exact::new);
    }
}
