package org.liverystudio.ai.cli;

import java.util.Locale;
import java.util.OptionalLong;
import org.liverystudio.ai.diffusion.memory.MemoryText;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.Rect;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the words of options become values; what they are not is said in their own terms. */
final class Converters {
    private Converters() {}

    private static TypeConversionException expected(String what, String text) {
        return new TypeConversionException("expected %s, not \"%s\"".formatted(what, text));
    }

    static final class OfControl implements ITypeConverter<ControlOption> {
        @Override
        public ControlOption convert(String text) {
            return ControlOption.parse(text).orElseThrow(() -> expected("a layer or file", text));
        }
    }

    static final class OfSize implements ITypeConverter<Size> {
        @Override
        public Size convert(String text) {
            return Size.parse(text).orElseThrow(() -> expected("WxH, such as 512x512", text));
        }
    }

    static final class OfRect implements ITypeConverter<Rect> {
        @Override
        public Rect convert(String text) {
            if (!text.matches("\\s*-?\\d{1,6}(\\s*,\\s*-?\\d{1,6}){3}\\s*")) {
                throw expected("X,Y,W,H, such as 0,0,512,512", text);
            }
            String[] parts = text.strip().split("\\s*,\\s*");
            int width = Integer.parseInt(parts[2]);
            int height = Integer.parseInt(parts[3]);
            if (width < 1 || height < 1) {
                throw expected("a width and height above 0", text);
            }
            return new Rect(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), width, height);
        }
    }

    static final class OfSampler implements ITypeConverter<SchedulerKind> {
        @Override
        public SchedulerKind convert(String text) {
            return SchedulerKind.ofOptionName(text)
                    .orElseThrow(() -> expected("one of " + SchedulerKind.optionNames(), text));
        }
    }

    static final class OfPrecision implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String text) {
            for (Precision precision : Precision.values()) {
                if (precision.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return precision;
                }
            }
            throw expected("auto, fp32, bf16, fp16, int8 or int4", text);
        }
    }

    static final class OfDevice implements ITypeConverter<DeviceKind> {
        @Override
        public DeviceKind convert(String text) {
            return DeviceKind.ofOptionName(text)
                    .orElseThrow(() -> expected("auto, cpu, cuda or mps", text));
        }
    }

    static final class OfMemory implements ITypeConverter<OptionalLong> {
        @Override
        public OptionalLong convert(String text) {
            OptionalLong bytes = MemoryText.parse(text);
            if (bytes.isEmpty() && !text.equals("auto")) {
                throw expected("auto or an amount such as 6GB or 800MB", text);
            }
            return bytes;
        }
    }

    static final class OfEngine implements ITypeConverter<EngineHome> {
        @Override
        public EngineHome convert(String text) {
            for (EngineHome home : EngineHome.values()) {
                if (home.optionName().equals(text)) {
                    return home;
                }
            }
            throw expected("in-process or worker", text);
        }
    }
}
