package org.liverystudio.ai.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.liverystudio.ai.diffusion.memory.MemoryText;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.LoraChoice;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.job.detail.SecondPass;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
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

    static final class OfLora implements ITypeConverter<LoraChoice> {
        @Override
        public LoraChoice convert(String text) {
            return LoraOption.parse(text)
                    .orElseThrow(
                            () ->
                                    expected(
                                            "FILE or FILE:WEIGHT, such as style.safetensors:0.8",
                                            text));
        }
    }

    static final class OfFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            return LoraOption.absolute(text).orElseThrow(() -> expected("a file", text));
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

    static final class OfScheme implements ITypeConverter<QuantizationScheme> {
        @Override
        public QuantizationScheme convert(String text) {
            return QuantizationScheme.ofWord(text)
                    .orElseThrow(() -> expected("int8 or int4", text));
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

    static final class OfSecondPass implements ITypeConverter<DetailOptions.SecondPassChoice> {
        @Override
        public DetailOptions.SecondPassChoice convert(String text) {
            if (text.equals("auto")) {
                return upscaler -> new SecondPass.Automatic();
            }
            if (text.equals("off")) {
                return upscaler -> new SecondPass.Off();
            }
            PassOption pass =
                    PassOption.parse(text)
                            .orElseThrow(
                                    () ->
                                            expected(
                                                    "auto, off or a size such as 2, 2048x2048 or"
                                                            + " 2:0.4",
                                                    text));
            return upscaler -> new SecondPass.By(pass.second(upscaler));
        }
    }

    static final class OfPass implements ITypeConverter<PassOption> {
        @Override
        public PassOption convert(String text) {
            return PassOption.parse(text)
                    .orElseThrow(
                            () -> expected("a size such as template, 2 or 4096x4096:0.3", text));
        }
    }

    static final class OfUpscaler implements ITypeConverter<Upscaler> {
        @Override
        public Upscaler convert(String text) {
            return Upscaler.ofOptionName(text)
                    .orElseThrow(() -> expected("pixels, latent or latent-nearest", text));
        }
    }

    static final class OfSeamless implements ITypeConverter<Seamless> {
        @Override
        public Seamless convert(String text) {
            return Seamless.ofOptionName(text)
                    .orElseThrow(() -> expected("none, x, y or both", text));
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
