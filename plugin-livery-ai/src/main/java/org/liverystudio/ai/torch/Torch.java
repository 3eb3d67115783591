package org.liverystudio.ai.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Path;
import org.liverystudio.host.LiveryException;

/**
 * PyTorch, loaded once into this process. Natives cannot be loaded a second time by another class
 * loader: a plugin that may be reloaded runs this in a process of its own.
 */
public final class Torch {
    private static Torch running;

    private final PtNDManager root;
    private final MeasuredChoices choices;
    private final ScriptModule memory;

    private Torch(PtNDManager root, MeasuredChoices choices) {
        this.root = root;
        this.choices = choices;
        this.memory = ScriptModule.load(this, "memory", "Memory");
    }

    /**
     * Starts PyTorch, or returns it if it runs already.
     *
     * @param cacheFolder where its native libraries are unpacked at the first start, about 400 MB
     * @param threads for one operation; physical cores are best
     * @throws LiveryException if this computer cannot run it or the folder is not writable
     */
    public static synchronized Torch start(Path cacheFolder, int threads) {
        if (running == null) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // DJL finds its engines through the context class loader, at its first touch.
            thread.setContextClassLoader(Torch.class.getClassLoader());
            try {
                running =
                        new Torch(
                                startEngine(cacheFolder, threads),
                                new MeasuredChoices(cacheFolder.resolve("choices.properties")));
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        return running;
    }

    private static PtNDManager startEngine(Path cacheFolder, int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ENGINE_CACHE_DIR", cacheFolder.toString());
        System.setProperty("DJL_CACHE_DIR", cacheFolder.toString());
        OpenMpWaiting.makePassive();
        try {
            Engine engine = NativeCache.unpack(cacheFolder, () -> Engine.getEngine("PyTorch"));
            JniUtils.setNumThreads(threads);
            NDManager manager = engine.newBaseManager(Device.cpu());
            return (PtNDManager) manager;
        } catch (IOException e) {
            throw new LiveryException(
                    "The folder %s for the engine's native libraries cannot be made: %s."
                            .formatted(cacheFolder, e),
                    "Free some space or make the folder writable.",
                    e);
        } catch (EngineException | LinkageError | IllegalStateException e) {
            throw new LiveryException(
                    "PyTorch cannot be loaded on this computer: %s.".formatted(rootCause(e)),
                    "If %s is damaged or full, free some space, delete it and try again."
                            .formatted(cacheFolder),
                    e);
        }
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    /**
     * Readies the calling thread for networks; call once before its first work here. The switches
     * are per thread: without gradients, and without the graph optimizer, whose profiling runs cost
     * more than they gain for code that is a list of big operations already.
     */
    public void prepareThread() {
        Thread.currentThread().setContextClassLoader(Torch.class.getClassLoader());
        JniUtils.setGradMode(false);
        JniUtils.setGraphExecutorOptimize(false);
    }

    /** A scope of its own; close it to free everything made in it. */
    public TorchScope newScope() {
        return new TorchScope(this, root.newSubManager(Device.cpu()));
    }

    /** What was found to be faster on this computer. */
    MeasuredChoices choices() {
        return choices;
    }

    /** Scripts that make, map and convert tensors. */
    ScriptModule memory() {
        return memory;
    }

    /** Tensors alive directly under the root, a sign of leaks in tests; scopes count as one. */
    int liveResources() {
        return root.getManagedArrays().size();
    }
}
