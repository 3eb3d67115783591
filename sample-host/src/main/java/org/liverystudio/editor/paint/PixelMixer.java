package org.liverystudio.editor.paint;

/** Puts ink on straight R, G, B, A pixels. */
final class PixelMixer {
    private final Ink ink;
    private final boolean alphaLocked;

    /**
     * @param alphaLocked alpha stays; colour changes also where alpha is 0, because in spec maps
     *     colour means something there
     */
    PixelMixer(Ink ink, boolean alphaLocked) {
        this.ink = ink;
        this.alphaLocked = alphaLocked;
    }

    /**
     * Changes one pixel.
     *
     * @param at index of its first byte
     * @param strength 0 leaves it exactly as it is, 1 replaces it
     */
    void mix(byte[] rgba, int at, float strength) {
        if (strength <= 0) {
            return;
        }
        switch (ink) {
            case Ink.Colour colour -> paint(rgba, at, colour, strength);
            case Ink.Eraser() -> {
                if (!alphaLocked) {
                    rgba[at + 3] = round((rgba[at + 3] & 255) * (1 - strength));
                }
            }
        }
    }

    private void paint(byte[] rgba, int at, Ink.Colour colour, float strength) {
        if (alphaLocked) {
            blend(rgba, at, colour, strength);
            return;
        }
        float alpha = (rgba[at + 3] & 255) / 255f;
        float result = alpha + (1 - alpha) * strength;
        byte stored = round(result * 255);
        if (stored == 0) {
            return; // too faint for a byte: colour under alpha 0 must not drift
        }
        blend(rgba, at, colour, strength / result);
        rgba[at + 3] = stored;
    }

    private static void blend(byte[] rgba, int at, Ink.Colour colour, float share) {
        rgba[at] = between(rgba[at], colour.red(), share);
        rgba[at + 1] = between(rgba[at + 1], colour.green(), share);
        rgba[at + 2] = between(rgba[at + 2], colour.blue(), share);
    }

    private static byte between(byte from, int to, float share) {
        int start = from & 255;
        return round(start + (to - start) * share);
    }

    private static byte round(float value) {
        return (byte) Math.min(255, (int) (value + 0.5f));
    }
}
