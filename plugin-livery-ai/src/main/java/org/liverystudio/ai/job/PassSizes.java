package org.liverystudio.ai.job;

import java.util.Optional;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.job.detail.DetailRules;
import org.liverystudio.ai.job.detail.LargerPass;
import org.liverystudio.ai.job.detail.SecondPass;
import org.liverystudio.ai.job.detail.Target;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

/**
 * What size each pass has.
 *
 * @param first of the first pass
 * @param second the second pass and its size, if there is one
 * @param refining the refinement and its size, if there is one
 */
public record PassSizes(Size first, Optional<Sized> second, Optional<Sized> refining) {
    /** Share of the model's own pixels above which a picture is better drawn in two passes. */
    private static final double CLEARLY_ABOVE = 1.6;

    /** What nobody sees, and what sizes that are multiples of 8 cannot avoid. */
    private static final double MOST_STRETCH = 0.03;

    /**
     * @param size a multiple of 8 in both directions
     */
    public record Sized(LargerPass pass, Size size) {
        /** The same with its size written out, so that a recipe makes it again anywhere. */
        LargerPass settled() {
            return pass.withTarget(new Target.Exact(size));
        }
    }

    /**
     * @param area the part of the document that is shown
     * @param asked of the request, or the model's usual one
     * @param edge of the square that has as many pixels as the model's usual picture
     */
    static PassSizes of(Detail detail, Size asked, Rect area, Rect document, int edge) {
        Size first = asked;
        Optional<Sized> second =
                switch (detail.secondPass()) {
                    case SecondPass.Off _ -> Optional.empty();
                    case SecondPass.Automatic _ -> automatic(asked, edge);
                    case SecondPass.By(LargerPass pass) -> sized(pass, asked, area, document);
                };
        if (detail.secondPass() instanceof SecondPass.Automatic && second.isPresent()) {
            first = CropRules.usualSize(new Rect(0, 0, asked.width(), asked.height()), edge);
        }
        Size before = second.map(Sized::size).orElse(first);
        return new PassSizes(
                first,
                second,
                detail.refine().flatMap(pass -> sized(pass, before, area, document)));
    }

    /** Of the finished picture. */
    public Size last() {
        return refining.or(() -> second).map(Sized::size).orElse(first);
    }

    /** The wish that makes the same passes wherever it is read again. */
    Detail settled(Detail detail) {
        return new Detail(
                second.<SecondPass>map(pass -> new SecondPass.By(pass.settled()))
                        .orElseGet(SecondPass.Off::new),
                refining.map(Sized::settled),
                detail.seamless());
    }

    /** Whether a picture of this size is better drawn in two passes. */
    static boolean isLarge(Size size, int edge) {
        return (double) size.width() * size.height() > CLEARLY_ABOVE * edge * edge;
    }

    private static Optional<Sized> automatic(Size asked, int edge) {
        return isLarge(asked, edge)
                ? Optional.of(
                        new Sized(
                                LargerPass.second(new Target.Exact(asked), Upscaler.PIXELS), asked))
                : Optional.empty();
    }

    /** Empty where the picture would not become larger. */
    private static Optional<Sized> sized(LargerPass pass, Size before, Rect area, Rect document) {
        Size size =
                switch (pass.target()) {
                    case Target.Factor(double factor) ->
                            new Size(
                                    onGrid(before.width() * factor),
                                    onGrid(before.height() * factor));
                    case Target.Exact(Size exact) -> checked(exact, before);
                    case Target.Template _ -> {
                        Rect crop = CropRules.crop(area, before, document);
                        yield new Size(onGrid(crop.width()), onGrid(crop.height()));
                    }
                };
        boolean larger = size.width() > before.width() || size.height() > before.height();
        return larger
                ? Optional.of(
                        new Sized(
                                pass,
                                new Size(
                                        Math.max(size.width(), before.width()),
                                        Math.max(size.height(), before.height()))))
                : Optional.empty();
    }

    /** Neither smaller than what it grows from, nor of other proportions. */
    private static Size checked(Size size, Size before) {
        double stretch =
                (double) size.width() * before.height() / ((double) size.height() * before.width());
        if (size.width() < before.width()
                || size.height() < before.height()
                || Math.abs(stretch - 1) > MOST_STRETCH) {
            Size near =
                    new Size(
                            size.width(),
                            onGrid((double) size.width() * before.height() / before.width()));
            throw new LiveryException(
                    "A picture of %s cannot grow to %s.".formatted(before, size),
                    "Choose a larger size with the same proportions, such as %s, or a factor, such as 2."
                            .formatted(
                                    size.width() > before.width()
                                            ? near
                                            : new Size(2 * before.width(), 2 * before.height())));
        }
        return size;
    }

    private static int onGrid(double edge) {
        return Math.clamp(Math.round(edge / 8) * 8, 8, DetailRules.MAX_EDGE);
    }
}
