package org.liverystudio.editor.format.psd;

import org.liverystudio.host.LiveryException;

/**
 * The first 26 bytes.
 *
 * @param big whether it is a PSB, whose lengths have 8 bytes
 * @param channels of the merged picture, 1 to 56
 * @param depth bits of a channel: 8 or 16
 */
record PsdHeader(boolean big, int channels, int width, int height, int depth, Mode mode) {
    /** Colour modes that can be read; the editor works in RGB. */
    enum Mode {
        GRAYSCALE(1),
        RGB(3);

        private final int colours;

        Mode(int colours) {
            this.colours = colours;
        }

        int colours() {
            return colours;
        }
    }

    static final String SIGNATURE = "8BPS";
    private static final int MOST_CHANNELS = 56;
    private static final int LONGEST_SIDE = 30_000;
    private static final int LONGEST_BIG_SIDE = 300_000;

    static PsdHeader read(PsdInput in) {
        if (!in.key().equals(SIGNATURE)) {
            throw in.damaged("it does not start with 8BPS as Photoshop documents do");
        }
        int version = in.u16();
        if (version != 1 && version != 2) {
            throw in.damaged("its version is " + version + " instead of 1 or 2");
        }
        boolean big = version == 2;
        in.bytes(6);
        int channels = in.u16();
        int height = in.s32();
        int width = in.s32();
        int depth = in.u16();
        int mode = in.u16();
        checkMode(in, mode, depth);
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw in.damaged("it has " + channels + " channels instead of 1 to 56");
        }
        int longest = big ? LONGEST_BIG_SIDE : LONGEST_SIDE;
        if (width < 1 || height < 1 || width > longest || height > longest) {
            throw in.damaged(
                    "its size of %d x %d is not between 1 and %d"
                            .formatted(width, height, longest));
        }
        Mode colour = mode == 3 ? Mode.RGB : Mode.GRAYSCALE;
        if (channels < colour.colours()) {
            throw in.damaged("it is in RGB but has only " + channels + " channels");
        }
        return new PsdHeader(big, channels, width, height, depth, colour);
    }

    private static void checkMode(PsdInput in, int mode, int depth) {
        String name =
                switch (mode) {
                    case 0 -> "Bitmap";
                    case 1 -> "Grayscale";
                    case 2 -> "Indexed Color";
                    case 3 -> "RGB";
                    case 4 -> "CMYK";
                    case 7 -> "Multichannel";
                    case 8 -> "Duotone";
                    case 9 -> "Lab";
                    default -> throw in.damaged("its colour mode " + mode + " does not exist");
                };
        if (mode != 1 && mode != 3) {
            throw unsupported(in, name + " mode");
        }
        if (depth != 8 && depth != 16) {
            throw unsupported(in, depth + " bits a channel");
        }
    }

    private static LiveryException unsupported(PsdInput in, String what) {
        return new LiveryException(
                "%s has %s, which this editor cannot open.".formatted(in.file(), what),
                "In Photoshop, use Image > Mode > RGB Color and 8 Bits/Channel, and save a copy.");
    }
}
