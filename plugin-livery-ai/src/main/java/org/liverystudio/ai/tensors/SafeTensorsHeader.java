package org.liverystudio.ai.tensors;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses and checks the JSON at the start of a safetensors file. Strict: where a lenient reader and
 * a strict one could see different tensors, the file is refused.
 */
record SafeTensorsHeader(Map<String, TensorEntry> entries, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    /**
     * @param dataStart first byte after the header, from the start of the file
     * @param fileBytes size of the file
     */
    static SafeTensorsHeader parse(Path file, byte[] json, long dataStart, long fileBytes) {
        if (json.length == 0 || json[0] != '{') {
            throw new BrokenTensorFileException(file, "its header does not start with '{'");
        }
        Map<String, TensorEntry> found = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            expect(file, parser.nextToken(), JsonToken.START_OBJECT, "the header");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (name.equals(METADATA)) {
                    readMetadata(file, parser, metadata);
                } else {
                    found.put(name, readEntry(file, parser, name, dataStart));
                }
            }
            if (parser.nextToken() != null) {
                throw new BrokenTensorFileException(file, "text follows the JSON of its header");
            }
        } catch (JacksonException e) {
            throw new BrokenTensorFileException(
                    file, "its header is no valid JSON (%s)".formatted(e.getOriginalMessage()), e);
        }
        return new SafeTensorsHeader(
                inByteOrder(file, found.values(), dataStart, fileBytes), Map.copyOf(metadata));
    }

    private static void readMetadata(Path file, JsonParser parser, Map<String, String> metadata) {
        expect(file, parser.nextToken(), JsonToken.START_OBJECT, METADATA);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            expect(file, parser.nextToken(), JsonToken.VALUE_STRING, METADATA + "." + key);
            metadata.put(key, parser.getString());
        }
    }

    private static TensorEntry readEntry(
            Path file, JsonParser parser, String name, long dataStart) {
        expect(file, parser.nextToken(), JsonToken.START_OBJECT, name);
        DType dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            switch (key) {
                case "dtype" -> dtype = readDType(file, parser, name);
                case "shape" -> shape = readNumbers(file, parser, name + ".shape");
                case "data_offsets" -> offsets = readNumbers(file, parser, name + ".data_offsets");
                default ->
                        throw new BrokenTensorFileException(
                                file,
                                "tensor \"%s\" has an unknown property \"%s\""
                                        .formatted(name, key));
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new BrokenTensorFileException(
                    file,
                    "tensor \"%s\" lacks a dtype, a shape or its two data offsets".formatted(name));
        }
        long start = offsets.get(0);
        long end = offsets.get(1);
        long bytes = byteCount(file, name, dtype, shape);
        if (end < start || end - start != bytes) {
            throw new BrokenTensorFileException(
                    file,
                    "tensor \"%s\" of shape %s and type %s needs %d bytes, but its offsets are %d to %d"
                            .formatted(name, shape, dtype, bytes, start, end));
        }
        if (start > Long.MAX_VALUE - dataStart) {
            throw new BrokenTensorFileException(
                    file, "tensor \"%s\" lies beyond any file".formatted(name));
        }
        return new TensorEntry(file, name, dtype, shape, dataStart + start, bytes);
    }

    private static DType readDType(Path file, JsonParser parser, String name) {
        expect(file, parser.nextToken(), JsonToken.VALUE_STRING, name + ".dtype");
        String text = parser.getString();
        return DType.named(text)
                .orElseThrow(
                        () ->
                                new BrokenTensorFileException(
                                        file,
                                        "tensor \"%s\" has the unknown type \"%s\""
                                                .formatted(name, text)));
    }

    private static List<Long> readNumbers(Path file, JsonParser parser, String what) {
        expect(file, parser.nextToken(), JsonToken.START_ARRAY, what);
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(file, parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
            long number = parser.getLongValue();
            if (number < 0) {
                throw new BrokenTensorFileException(
                        file, "%s holds the negative number %d".formatted(what, number));
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static long byteCount(Path file, String name, DType dtype, List<Long> shape) {
        try {
            long bits = dtype.bits();
            for (long length : shape) {
                bits = Math.multiplyExact(bits, length);
            }
            if (bits % 8 != 0) {
                throw new BrokenTensorFileException(
                        file, "tensor \"%s\" does not fill whole bytes".formatted(name));
            }
            return bits / 8;
        } catch (ArithmeticException e) {
            throw new BrokenTensorFileException(
                    file, "tensor \"%s\" has an impossible shape %s".formatted(name, shape), e);
        }
    }

    /** The format allows neither holes nor overlaps nor bytes after the last tensor. */
    private static Map<String, TensorEntry> inByteOrder(
            Path file, Iterable<TensorEntry> found, long dataStart, long fileBytes) {
        List<TensorEntry> sorted = new ArrayList<>();
        found.forEach(sorted::add);
        sorted.sort(
                Comparator.comparingLong(TensorEntry::offset)
                        .thenComparingLong(TensorEntry::byteCount));
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        long next = dataStart;
        for (TensorEntry entry : sorted) {
            if (entry.offset() != next) {
                throw new BrokenTensorFileException(
                        file,
                        "tensor \"%s\" starts at byte %d instead of %d (a hole or an overlap)"
                                .formatted(entry.name(), entry.offset(), next));
            }
            next += entry.byteCount();
            entries.put(entry.name(), entry);
        }
        if (next != fileBytes) {
            throw new BrokenTensorFileException(
                    file,
                    "its tensors end at byte %d, but the file has %d bytes"
                            .formatted(next, fileBytes));
        }
        return Collections.unmodifiableMap(entries);
    }

    private static void expect(Path file, JsonToken found, JsonToken wanted, String where) {
        if (found != wanted) {
            throw new BrokenTensorFileException(
                    file, "%s holds %s where %s is expected".formatted(where, found, wanted));
        }
    }
}
