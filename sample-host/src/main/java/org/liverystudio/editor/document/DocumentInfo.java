package org.liverystudio.editor.document;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a file says about the whole picture beside its layers.
 *
 * @param dotsPerInch print resolution
 * @param colourProfile bytes of an ICC profile, kept and saved, not applied
 * @param foreign what only the file's format understands
 */
public record DocumentInfo(
        double dotsPerInch, Optional<ColourProfile> colourProfile, ForeignData foreign) {
    /** 72 dpi and nothing else. */
    public static final DocumentInfo DEFAULT =
            new DocumentInfo(72, Optional.empty(), ForeignData.NONE);

    /** An ICC profile as it lies in a file. */
    public static final class ColourProfile {
        private final byte[] icc;

        public ColourProfile(byte[] icc) {
            this.icc = icc.clone();
        }

        public byte[] icc() {
            return icc.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ColourProfile that && Arrays.equals(icc, that.icc);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(icc);
        }
    }
}
