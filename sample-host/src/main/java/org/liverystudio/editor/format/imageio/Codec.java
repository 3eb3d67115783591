package org.liverystudio.editor.format.imageio;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import javax.imageio.spi.ImageReaderSpi;

/**
 * A kind of file that ImageIO reads, and perhaps writes.
 *
 * @param shortName such as "TGA"
 * @param name for people, such as "TGA picture"
 * @param extensions the usual one first
 * @param matches whether a file with this head is of the kind
 * @param writtenAs ImageIO's name of the format; empty if it is only read
 * @param compression what the writer calls the way to pack, if there is a choice
 * @param quality 0 to 1, for writers that lose something
 * @param holdsAlpha whether transparency survives
 */
record Codec(
        String shortName,
        String name,
        List<String> extensions,
        Predicate<byte[]> matches,
        ImageReaderSpi reader,
        Optional<String> writtenAs,
        Optional<String> compression,
        OptionalDouble quality,
        boolean holdsAlpha) {}
