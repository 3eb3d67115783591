package org.liverystudio.ai.cli;

import org.liverystudio.ai.hub.files.ByteText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 4GB} as bytes. */
final class SizeConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        return ByteText.parse(text)
                .filter(bytes -> bytes > 0)
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "\"%s\" is no size such as 4GB".formatted(text)));
    }
}
