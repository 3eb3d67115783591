package org.liverystudio.ai.torch;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.liverystudio.host.LiveryException;

/** One TorchScript class, compiled from source text; it holds no weights and no state. */
public final class ScriptModule implements AutoCloseable {
    /** By PyTorch's allocators, of processors and of graphics cards, and by C++ itself. */
    private static final List<String> SIGNS_OF_FULL_MEMORY =
            List.of("allocate memory", "out of memory", "bad_alloc");

    private final String name;
    private final Model model;
    private final PtSymbolBlock block;

    private ScriptModule(String name, Model model) {
        this.name = name;
        this.model = model;
        this.block = (PtSymbolBlock) model.getBlock();
    }

    /**
     * Compiles {@code nets/MODULE.py}; beyond the edges of its maps lie zeros.
     *
     * @param torch proof that PyTorch runs
     * @param type the class in that file
     */
    public static ScriptModule load(Torch torch, String module, String type) {
        return load(torch, module, type, EdgeWrap.NONE);
    }

    /**
     * Compiles {@code nets/MODULE.py}.
     *
     * @param torch proof that PyTorch runs
     * @param type the class in that file
     * @param wrap which edges of its maps continue on the opposite side
     */
    public static ScriptModule load(Torch torch, String module, String type, EdgeWrap wrap) {
        Model model = Model.newInstance(module, Device.cpu(), "PyTorch");
        try {
            model.load(new ByteArrayInputStream(TorchScriptArchive.of(module, type, wrap)));
            return new ScriptModule(module, model);
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw new IllegalStateException(
                    "The network source %s.py does not compile".formatted(module), e);
        }
    }

    /** Calls whose results live in {@code scope}. */
    public ScriptCalls in(TorchScope scope) {
        return in(scope, () -> {});
    }

    /**
     * Calls whose results live in {@code scope}.
     *
     * @param beforeEachCall may throw to end the work between two blocks
     */
    public ScriptCalls in(TorchScope scope, Runnable beforeEachCall) {
        return new ScriptCalls(this, scope, beforeEachCall);
    }

    IValue invoke(String method, IValue... arguments) {
        try {
            return IValueUtils.runMethod(block, method, arguments);
        } catch (EngineException e) {
            throw translated(method, e);
        }
    }

    private LiveryException translated(String method, EngineException e) {
        String text = String.valueOf(e.getMessage());
        if (SIGNS_OF_FULL_MEMORY.stream().anyMatch(text::contains)) {
            return new LiveryException(
                    "The memory of this computer does not suffice for this picture.",
                    "Choose a smaller size or fewer pictures, or close other programs.",
                    e);
        }
        return new LiveryException(
                "PyTorch refused block %s of the network %s: %s."
                        .formatted(method, name, lastLine(text)),
                "The model's weights may not fit its config.json; install the model again.",
                e);
    }

    /** libtorch puts the cause after a long trace of the script. */
    private static String lastLine(String text) {
        String[] lines = text.strip().split("\n");
        return lines[lines.length - 1].strip();
    }

    @Override
    public void close() {
        model.close();
    }
}
