package org.liverystudio.ai.cli;

import org.liverystudio.ai.hub.files.ByteText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 5MB/s} as bytes a second. */
final class RateConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        return ByteText.parse(text.strip().replaceFirst("(?i)/s(ec)?$", ""))
                .filter(bytes -> bytes > 0)
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "\"%s\" is no rate such as 5MB/s".formatted(text)));
    }
}
