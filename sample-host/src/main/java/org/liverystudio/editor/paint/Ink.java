package org.liverystudio.editor.paint;

/** What a stroke or fill does to a pixel. */
public sealed interface Ink {
    /** Paints an opaque colour; channels 0 to 255. */
    record Colour(int red, int green, int blue) implements Ink {
        public Colour {
            if ((red | green | blue) >>> 8 != 0) {
                throw new IllegalArgumentException(
                        "no colour: %d, %d, %d".formatted(red, green, blue));
            }
        }
    }

    /** Takes alpha away; the colour stays, so that what was erased can be brought back. */
    record Eraser() implements Ink {}
}
