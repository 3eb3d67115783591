package org.liverystudio.ai.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.devices.ComputeDevice;
import org.liverystudio.ai.torch.devices.Libtorch;
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
    private final String device;

    private Torch(PtNDManager root, MeasuredChoices choices) {
        this.root = root;
        this.choices = choices;
        this.device = ComputeDevice.CPU.torchName();
        this.memory = ScriptModule.load(this, "memory", "Memory");
    }

    private Torch(Torch same, String device) {
        this.root = same.root;
        this.choices = same.choices;
        this.memory = same.memory;
        this.device = device;
    }

    /**
     * Starts PyTorch, or returns it if it runs already; its tensors live in the processor's memory.
     *
     * @param library which libtorch to load; another one than runs already is not loaded any more
     * @param cacheFolder where its native libraries are unpacked at the first start, about 400 MB
     * @param threads for one operation; physical cores are best
     * @throws LiveryException if this computer cannot run it or the folder is not writable
     */
    public static synchronized Torch start(Libtorch library, Path cacheFolder, int threads) {
        if (running == null) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // DJL finds its engines through the context class loader, at its first touch.
            thread.setContextClassLoader(Torch.class.getClassLoader());
            try {
                running =
                        new Torch(
                                startEngine(library, cacheFolder, threads),
                                new MeasuredChoices(cacheFolder.resolve("choices.properties")));
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        return running;
    }

    /** Starts the PyTorch that the plugin brings, or returns the one that runs already. */
    public static Torch start(Path cacheFolder, int threads) {
        return start(Libtorch.bundled(), cacheFolder, threads);
    }

    private static PtNDManager startEngine(Libtorch library, Path cacheFolder, int threads) {
        library.settings().forEach(System::setProperty);
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
                    library.folder()
                            .map("Choose another libtorch than %s, or none."::formatted)
                            .orElse(
                                    "If %s is damaged or full, free some space, delete it and try again."
                                            .formatted(cacheFolder)),
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

    /**
     * The same PyTorch with its tensors on a device.
     *
     * @throws LiveryException if the libtorch that runs cannot use it
     */
    public Torch on(ComputeDevice other) {
        if (other.torchName().equals(device)) {
            return this;
        }
        Torch there = new Torch(this, other.torchName());
        there.tryOut(other);
        return there;
    }

    /** A device may be there for the system, and yet not for this libtorch or its driver. */
    private void tryOut(ComputeDevice there) {
        try (TorchScope scope = newScope()) {
            FloatTensor one = new FloatTensor(List.of(1L), new float[] {1});
            scope.read(scope.floats(one, NumberFormat.FLOAT32));
        } catch (LiveryException e) {
            throw new LiveryException(
                    "PyTorch cannot use %s: %s".formatted(there.title(), e.getMessage()),
                    "Update its driver, choose another libtorch, or let the processor compute (--device cpu).",
                    e);
        }
    }

    /** PyTorch's name of the place where tensors live. */
    String device() {
        return device;
    }

    boolean isOnProcessor() {
        return device.equals(ComputeDevice.CPU.torchName());
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
