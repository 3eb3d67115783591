package org.liverystudio.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.engine.DeviceKind;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.engine.InitialImage;
import org.liverystudio.ai.engine.LaterPass;
import org.liverystudio.ai.engine.LoraChoice;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Passes;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.fixture.ScriptedEngine;
import org.liverystudio.ai.fixture.TestDocument;
import org.liverystudio.ai.fixture.TestHost;
import org.liverystudio.ai.fixture.TestModels;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.ai.job.InstalledModels;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(20)
class GenerateProgramTest {
    @TempDir Path folder;
    private TestHost host;
    private Path template;
    private TestDocument document;
    private InstalledModels models;
    private ScriptedEngine engine = new ScriptedEngine();
    private final List<EngineHome> homes = new ArrayList<>();
    private final List<Path> libtorches = new ArrayList<>();

    @BeforeEach
    void layOut() throws IOException {
        host = new TestHost(folder);
        template = folder.resolve("car.psd");
        document = host.addFile(template, TestSnapshot.template());
        models = TestModels.builtIn(Files.createDirectory(folder.resolve("models")));
    }

    @Test
    void aPromptBecomesALayerInANewFile() throws IOException {
        Path out = folder.resolve("out.psd");

        int code = run("-p", "tiger stripes", "--control", "Mask:mask:0.8", "-o", out.toString());

        assertThat(code).isZero();
        assertThat(out).hasContent("car.psd");
        assertThat(document.edits()).hasSize(1);
        assertThat(host.printed())
                .matches(
                        "Wrote .*out\\.psd: \"tiger stripes \\(seed 4711\\)\", 512x512,"
                                + " \\d+\\.\\d s\\R");
        DiffusionRequest request = engine.requests().get(0);
        assertThat(request.controls().get(0).conditioningScale()).isEqualTo(0.8);
        assertThat(request.sampling().steps()).isEqualTo(20);
        assertThat(homes).containsExactly(EngineHome.WORKER);
        assertThat(engine.timesClosed()).isPositive();
    }

    @Test
    void jsonTellsEverythingInOneObject() {
        int code =
                run(
                        "-p",
                        "stripes",
                        "--seed",
                        "7",
                        "--count",
                        "2",
                        "--size",
                        "64x72",
                        "--json",
                        "-o",
                        folder.resolve("out.png").toString());

        assertThat(code).isZero();
        assertThat(host.printed().lines()).hasSize(1);
        JsonNode json = JsonMapper.shared().readTree(host.printed());
        assertThat(json.get("seed").longValue()).isEqualTo(7);
        assertThat(json.get("seeds").toString()).isEqualTo("[7,8]");
        assertThat(json.get("size").toString()).isEqualTo("{\"width\":64,\"height\":72}");
        assertThat(json.get("seconds").propertyNames())
                .containsExactly(
                        "starting",
                        "loading",
                        "encodingPrompt",
                        "encodingPicture",
                        "denoising",
                        "enlarging",
                        "refining",
                        "decoding",
                        "total");
        assertThat(json.get("predictedPeakMemoryBytes").longValue()).isEqualTo(150 << 20);
        assertThat(json.get("peakMemoryBytes").longValue()).isEqualTo(123 << 20);
        assertThat(json.get("layers").toString())
                .isEqualTo("[\"stripes (seed 7)\",\"stripes (seed 8)\"]");
        assertThat(json.get("files").get(0).stringValue())
                .isEqualTo(folder.resolve("out.png").toString());
        assertThat(json.get("warnings").get(0).stringValue()).isEqualTo("PNG holds no layers.");
        assertThat(host.printedErrors()).contains("Warning: PNG holds no layers.");
    }

    @Test
    void withoutOutputANewFileAppearsBesideTheTemplateAndNothingIsOverwritten() {
        run("-p", "stripes");
        run("-p", "stripes");

        assertThat(folder.resolve("car-livery.psd")).exists();
        assertThat(folder.resolve("car-livery-2.psd")).exists();
        assertThat(template).hasContent("a picture");
    }

    @Test
    void shortcutsAreTakenOnlyWhereTheyAreAskedFor() {
        run("-p", "stripes", "-o", folder.resolve("exact.psd").toString());
        run(
                "-p",
                "stripes",
                "--step-cache",
                "3",
                "--guidance-until",
                "0.75",
                "-o",
                folder.resolve("fast.psd").toString());

        assertThat(engine.requests().get(0).shortcuts()).isEqualTo(Shortcuts.none());
        assertThat(engine.requests().get(1).shortcuts()).isEqualTo(new Shortcuts(3, 0.75));
        assertThat(run("-p", "stripes", "--step-cache", "0")).isNotZero();
        assertThat(host.printedErrors()).contains("A step cache of 0 is out of range.");
    }

    @Test
    void progressGoesToStderrInAFewLines() {
        run("-p", "stripes", "--steps", "8", "-o", folder.resolve("out.psd").toString());

        assertThat(host.printedErrors())
                .containsSubsequence(
                        "Loading the model",
                        "Reading the prompt",
                        "Step 1 of 8",
                        "Step 3 of 8",
                        "Developing the picture",
                        "Adding the layer");
    }

    @Test
    void aControlWithoutKindTakesTheOneThatFitsTheLayer() {
        run("-p", "stripes", "--control", "Mask", "-o", folder.resolve("out.psd").toString());

        byte[] control = engine.requests().get(0).controls().get(0).image().rgb();
        assertThat(control).contains((byte) 255).contains((byte) 0);
    }

    @ParameterizedTest
    @EnumSource
    void everySamplerIsChosenByItsName(SchedulerKind kind) {
        String out = folder.resolve("out.psd").toString();

        int code = run("-p", "stripes", "--sampler", kind.optionName(), "-o", out);

        assertThat(code).isZero();
        assertThat(engine.requests().get(0).sampling().scheduler()).isEqualTo(kind);
    }

    @Test
    void aLayerToStartFromAndAMaskChangeOnlyThatPart() {
        String out = folder.resolve("out.psd").toString();

        run("-p", "a", "--init", "Base paint", "--strength", "0.5", "--mask", "Mask", "-o", out);
        run("-p", "a", "--init", "visible", "-o", out);

        InitialImage masked = engine.requests().get(0).initialImage().orElseThrow();
        assertThat(masked.strength()).isEqualTo(0.5);
        assertThat(masked.mask()).isPresent();
        InitialImage whole = engine.requests().get(1).initialImage().orElseThrow();
        assertThat(whole.strength()).isEqualTo(0.6);
        assertThat(whole.mask()).isEmpty();
        assertThat(host.printedErrors()).contains("Reading the picture");
    }

    @Test
    void aPictureFileServesToStartFrom() {
        Path sketch = folder.resolve("sketch.png");
        host.addFile(sketch, TestSnapshot.template());

        int code = run("-p", "a", "--init", sketch.toString());

        assertThat(code).isZero();
        assertThat(engine.requests().get(0).initialImage()).isPresent();
    }

    @Test
    void lorasAndEmbeddingsReachTheEngineByTheirFullPaths() {
        Path style = Golden.path("lora/tiny-linear-kohya.safetensors");
        Path other = Golden.path("lora/peft.safetensors");
        Path gold = Golden.path("lora/tiny-linear-gold.safetensors");

        int code =
                run(
                        "-p",
                        "tiny-linear-gold stripes",
                        "--lora",
                        style + ":0.8",
                        "--lora",
                        other.toString(),
                        "--embedding",
                        gold.toString());

        assertThat(code).as(host.printedErrors()).isZero();
        NetworkSettings networks = engine.requests().getFirst().networks();
        assertThat(networks.loras())
                .containsExactly(new LoraChoice(style, 0.8), new LoraChoice(other, 1));
        assertThat(networks.embeddings()).containsExactly(gold);
        assertThat(host.printedErrors()).doesNotContain("Note:");
    }

    @Test
    void anEmbeddingThatNoPromptNamesIsNoted() {
        run(
                "-p",
                "stripes",
                "--embedding",
                Golden.path("lora/tiny-linear-gold.safetensors").toString());

        assertThat(host.printedErrors())
                .contains(
                        "Note: the embedding \"tiny-linear-gold\" does nothing until the prompt"
                                + " says tiny-linear-gold.");
    }

    @Test
    void fastTakesTheSettingsOfItsLoraUnlessTheyAreGiven() throws IOException {
        Path lora = folder.resolve("sdxl_lightning_4step_lora.safetensors");
        Files.copy(Golden.path("lora/original.safetensors"), lora);

        run("-p", "stripes", "--fast", lora.toString());
        run("-p", "stripes", "--fast", lora.toString(), "--steps", "6", "--sampler", "euler");

        assertThat(engine.requests().getFirst().networks().loras())
                .containsExactly(new LoraChoice(lora, 1));
        assertThat(engine.requests())
                .extracting(
                        request -> request.sampling().scheduler(),
                        request -> request.sampling().steps(),
                        request -> request.sampling().guidanceScale())
                .containsExactly(
                        tuple(SchedulerKind.EULER_TRAILING, 4, 1.0),
                        tuple(SchedulerKind.EULER, 6, 1.0));
    }

    @Test
    void theMemoryLimitReachesTheEngine() throws IOException {
        assertThat(run("-p", "a", "--memory", "3.5 GB")).isZero();
        assertThat(run("-p", "a", "--memory", "auto")).isZero();

        assertThat(engine.requests().get(0).networks().memoryLimit()).hasValue(3_500_000_000L);
        assertThat(engine.requests().get(1).networks().memoryLimit()).isEmpty();
    }

    @Test
    void deviceAndLibtorchReachTheEngine() throws IOException {
        assertThat(run("-p", "a", "--device", "cuda", "--libtorch", "my/torch", "--json")).isZero();

        assertThat(engine.requests().get(0).networks().device()).isEqualTo(DeviceKind.CUDA);
        assertThat(libtorches).containsExactly(Path.of("my/torch"));
        JsonNode json = JsonMapper.shared().readTree(host.printed());
        assertThat(json.get("device").stringValue()).isEqualTo("cpu");
        assertThat(json.get("deviceReason").stringValue()).isEqualTo("no NVIDIA driver was found");
    }

    @Test
    void aSecondPassARefinementAndSeamlessEdgesAreAskedForInOptions() {
        String out = folder.resolve("out.png").toString();

        int code =
                run(
                        "-p",
                        "a",
                        "--size",
                        "64x64",
                        "--hires",
                        "2:0.5:10",
                        "--upscaler",
                        "latent",
                        "--tile-refine",
                        "256x256:0.25",
                        "--seamless",
                        "x",
                        "--json",
                        "-o",
                        out);

        assertThat(code).isZero();
        Passes passes = engine.requests().getFirst().passes();
        LaterPass second = passes.later().get(0);
        assertThat(second.width()).isEqualTo(128);
        assertThat(second.strength()).isEqualTo(0.5);
        assertThat(second.steps()).isEqualTo(10);
        assertThat(second.upscaler()).isEqualTo(Upscaler.LATENT);
        LaterPass refining = passes.later().get(1);
        assertThat(refining.width()).isEqualTo(256);
        assertThat(refining.strength()).isEqualTo(0.25);
        assertThat(refining.tile()).isPresent();
        assertThat(passes.seamless()).isEqualTo(Seamless.X);
        JsonNode json = JsonMapper.shared().readTree(host.printed());
        assertThat(json.get("size").toString()).isEqualTo("{\"width\":256,\"height\":256}");
    }

    @Test
    void aLargeSizeTakesTwoPassesUnlessTheyAreSwitchedOff() {
        String out = folder.resolve("out.png").toString();

        run("-p", "a", "--size", "1024x1024", "-o", out);
        run("-p", "a", "--size", "1024x1024", "--hires", "off", "-o", out);

        assertThat(engine.requests().get(0).passes().later()).hasSize(1);
        assertThat(engine.requests().get(0).width()).isLessThan(1024);
        assertThat(engine.requests().get(1).passes().later()).isEmpty();
        assertThat(engine.requests().get(1).width()).isEqualTo(1024);
    }

    static Stream<Arguments> wrongUses() {
        return Stream.of(
                Arguments.of("Missing required option: '--prompt=PROMPT'", new String[] {}),
                Arguments.of(
                        "--strength needs --init, the picture that it changes.",
                        new String[] {"-p", "a", "--strength", "0.5"}),
                Arguments.of(
                        "A strength of 1.5 is out of range. Choose above 0",
                        new String[] {"-p", "a", "--init", "Stripe", "--strength", "1.5"}),
                Arguments.of(
                        "At strength 0.1 none of 5 steps runs. Choose at least 10 steps",
                        new String[] {
                            "-p", "a", "--init", "Stripe", "--strength", "0.1", "--steps", "5"
                        }),
                Arguments.of(
                        "Unknown options: '--style', 'x'.",
                        new String[] {"-p", "a", "--style", "x"}),
                Arguments.of(
                        "style.safetensors does not tell for which few steps this LoRA was made."
                                + " Known are SDXL-Lightning, LCM,",
                        new String[] {"-p", "a", "--fast", "style.safetensors"}),
                Arguments.of(
                        "Invalid value for option '--hires': expected auto, off or a size such as"
                                + " 2, 2048x2048 or 2:0.4, not \"big\"",
                        new String[] {"-p", "a", "--hires", "big"}),
                Arguments.of(
                        "Invalid value for option '--tile-refine': expected a size such as"
                                + " template, 2 or 4096x4096:0.3, not \"2:x\"",
                        new String[] {"-p", "a", "--tile-refine", "2:x"}),
                Arguments.of(
                        "expected none, x, y or both, not \"z\"",
                        new String[] {"-p", "a", "--seamless", "z"}),
                Arguments.of(
                        "expected pixels, latent or latent-nearest, not \"esrgan\"",
                        new String[] {"-p", "a", "--upscaler", "esrgan"}),
                Arguments.of(
                        "The size 8192x8192 of the refinement is out of range. Each edge may have"
                                + " up to 4096 pixels.",
                        new String[] {"-p", "a", "--tile-refine", "8192x8192"}),
                Arguments.of(
                        "The size 1001x1000 of the second pass is not a multiple of 8 in both"
                                + " directions. The nearest one is 1000x1000.",
                        new String[] {"-p", "a", "--hires", "1001x1000"}),
                Arguments.of(
                        "The second pass cannot make a picture 9 times as large. Choose 1 to 8",
                        new String[] {"-p", "a", "--hires", "9"}),
                Arguments.of(
                        "The strength 1.5 of the second pass is out of range. Choose above 0",
                        new String[] {"-p", "a", "--hires", "2:1.5"}),
                Arguments.of(
                        "At strength 0.1 none of the 5 steps of the refinement runs. Choose at"
                                + " least 10 steps or a higher strength.",
                        new String[] {"-p", "a", "--tile-refine", "2:0.1:5"}),
                Arguments.of(
                        "200 steps of the refinement are out of range. Choose 1 to 150.",
                        new String[] {"-p", "a", "--tile-refine", "2:0.1:200"}),
                Arguments.of("The prompt is empty. Say what to paint", new String[] {"-p", " "}),
                Arguments.of(
                        "The size 500x512 is not a multiple of 8 in both directions. The nearest"
                                + " one is 504x512.",
                        new String[] {"-p", "a", "--size", "500x512"}),
                Arguments.of(
                        "Invalid value for option '--size': expected WxH, such as 512x512,"
                                + " not \"big\"",
                        new String[] {"-p", "a", "--size", "big"}),
                Arguments.of(
                        "expected X,Y,W,H, such as 0,0,512,512, not \"1,2,3\"",
                        new String[] {"-p", "a", "--select", "1,2,3"}),
                Arguments.of(
                        "--mask=LAYER, --select=X,Y,W,H are mutually exclusive",
                        new String[] {"-p", "a", "--select", "1,2,3,4", "--mask", "Mask"}),
                Arguments.of(
                        "expected auto, fp32, bf16, fp16, int8 or int4, not \"int3\"",
                        new String[] {"-p", "a", "--dtype", "int3"}),
                Arguments.of(
                        "expected auto, cpu, cuda or mps, not \"tpu\"",
                        new String[] {"-p", "a", "--device", "tpu"}),
                Arguments.of(
                        "Invalid value for option '--memory': expected auto or an amount such as"
                                + " 6GB or 800MB, not \"lots\".",
                        new String[] {"-p", "a", "--memory", "lots"}),
                Arguments.of(
                        "expected one of euler, euler-a, dpmpp-2m-karras, ddim, lcm, dpmpp-2m,"
                                + " dpmpp-2m-sde-karras, unipc, euler-trailing, not \"heun\"",
                        new String[] {"-p", "a", "--sampler", "heun"}),
                Arguments.of(
                        "Invalid value for option '--engine': expected in-process or worker, not"
                                + " \"cloud\".",
                        new String[] {"-p", "a", "--engine", "cloud"}),
                Arguments.of("0 steps are out of range", new String[] {"-p", "a", "--steps", "0"}),
                Arguments.of(
                        "The strength 5 of control \"Mask\" is out of range",
                        new String[] {"-p", "a", "--control", "Mask:mask:5"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongUses")
    void wrongUsageIsOneLineAndCodeTwo(String words, String[] options) throws IOException {
        int code = run(options);

        assertThat(code).isEqualTo(2);
        assertThat(host.printedErrors().lines()).hasSize(1);
        assertThat(host.printedErrors()).contains(words).contains("See livery generate --help.");
        assertNothingWritten();
    }

    @Test
    void aMissingTemplateIsWrongUsage() {
        int code = program().run(List.of("-p", "stripes"), host);

        assertThat(code).isEqualTo(2);
        assertThat(host.printedErrors()).startsWith("Missing required parameter: 'TEMPLATE'.");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        "There is no layer or file \"Msk\". Did you mean \"Mask\"? The layers are:"
                                + " Paintable Area, Base paint, Stripe, Sponsors, Kestrel,"
                                + " Car_decal, Turn Off Before Exporting TGA, Mask, Wire.",
                        new String[] {"--control", "Msk:mask"}),
                Arguments.of(
                        "There is no layer or file \"Mask:sketch\". A kind is depth, mask or lines."
                                + " Did you mean \"Mask\"?",
                        new String[] {"--control", "Mask:sketch"}),
                Arguments.of(
                        "There is no layer \"Nose\". The layers are:",
                        new String[] {"--mask", "Nose"}),
                Arguments.of(
                        "The model Mini (built in) knows depth and mask as control, not lines.",
                        new String[] {"--control", "Wire:lines"}),
                Arguments.of(
                        "The rectangle 0,0,4,4 holds no paintable pixel.",
                        new String[] {"--select", "0,0,4,4"}),
                Arguments.of(
                        "There is no model folder /no/such/model.",
                        new String[] {"--model", "/no/such/model"}),
                Arguments.of(
                        "To fetch it, run: livery models download minimal",
                        new String[] {"--model", "sdxl"}),
                Arguments.of(
                        "The LoRA file /no/such/style.safetensors does not exist.",
                        new String[] {"--lora", "/no/such/style.safetensors:0.5"}),
                Arguments.of(
                        "The LoRA file /no/such/lcm.safetensors does not exist.",
                        new String[] {"--fast", "/no/such/lcm.safetensors"}),
                Arguments.of(
                        "The embedding file /no/such/gold.safetensors does not exist.",
                        new String[] {"--embedding", "/no/such/gold.safetensors"}),
                Arguments.of(
                        "There is no ControlNet folder /no/such/net.",
                        new String[] {"--controlnet", "/no/such/net"}),
                Arguments.of(
                        "The folder /no/such does not exist, so out.psd cannot be written there.",
                        new String[] {"-o", "/no/such/out.psd"}),
                Arguments.of(
                        "out.xyz has no ending that can be written. Use .psd or .png.",
                        new String[] {"-o", "out.xyz"}),
                Arguments.of(
                        "The latents file /no/such/in.safetensors cannot be read.",
                        new String[] {"--latents", "/no/such/in.safetensors"}),
                Arguments.of(
                        "The folder /no/such does not exist, so o.safetensors cannot be written",
                        new String[] {"--save-latents", "/no/such/o.safetensors"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void aFailureIsToldBeforeTheEngineStartsAndNothingIsWritten(String words, String[] options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-p", "stripes"));
        arguments.addAll(List.of(options));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> run(arguments.toArray(new String[0])))
                .satisfies(e -> assertThat(e.oneLine()).contains(words));
        assertThat(host.printedErrors()).as("the host adds the only line").isEmpty();
        assertThat(engine.requests()).isEmpty();
        assertNothingWritten();
    }

    @Test
    void anUnreadableTemplateIsToldByTheHost() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> program().run(List.of("no.psd", "-p", "a"), host))
                .withMessage("The file no.psd cannot be read.");
    }

    @Test
    void anEngineThatDiesLeavesNothingBehind() throws IOException {
        engine =
                new ScriptedEngine(
                        progress -> {
                            if (progress.phase() == Phase.DECODING) {
                                throw new LiveryException("The engine died.", "Try again.");
                            }
                        });

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> run("-p", "stripes"))
                .withMessage("The engine died.");
        assertNothingWritten();
    }

    @Test
    void interruptingEndsWithCode130AndWritesNothing() throws IOException {
        engine =
                new ScriptedEngine(
                        progress -> {
                            if (progress.phase() == Phase.DENOISING) {
                                host.interrupt();
                            }
                        });

        assertThat(run("-p", "stripes")).isEqualTo(130);
        assertNothingWritten();
    }

    @Test
    void latentsGetTheirNameOnlyOnceThePictureIsSaved() throws IOException {
        Path target = folder.resolve("last.safetensors");
        engine =
                new ScriptedEngine(
                        progress -> {
                            if (progress.phase() == Phase.DECODING) {
                                write(folder.resolve("last.safetensors.part"));
                                assertThat(target).doesNotExist();
                            }
                        });

        run("-p", "stripes", "--save-latents", target.toString());

        assertThat(target).hasContent("latents");
        assertThat(folder.resolve("last.safetensors.part")).doesNotExist();
    }

    @Test
    void helpGoesToStdoutAndListsOnlyWhatWorks() {
        int code = program().run(List.of("--help"), host);

        assertThat(code).isZero();
        assertThat(host.printed())
                .startsWith("Usage: livery generate")
                .contains("--save-latents")
                .contains("--init=LAYER|FILE|visible")
                .contains("--lora=FILE[:WEIGHT]", "--embedding=FILE", "--fast=FILE");
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "latents");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertNothingWritten() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(template, folder.resolve("models"));
        }
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(template.toString()));
        arguments.addAll(List.of(options));
        return program().run(arguments, host);
    }

    private GenerateProgram program() {
        return new GenerateProgram(
                models,
                (home, libtorch) -> {
                    homes.add(home);
                    libtorch.ifPresent(libtorches::add);
                    return engine;
                },
                () -> 4711);
    }
}
