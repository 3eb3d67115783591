package org.liverystudio.ai.torch;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** Counts what DJL holds: arrays, and the managers behind scopes and modules. */
public final class LiveNatives {
    private LiveNatives() {}

    /** All that is alive in this process, which grows if a run leaves something behind. */
    public static int count() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            // The parent of all, of which this new one is the last.
            return count(manager.getParentManager()) - 1;
        }
    }

    private static int count(Object manager) {
        try {
            // No public method tells of inner managers.
            Field resources = BaseNDManager.class.getDeclaredField("resources");
            resources.setAccessible(true);
            Map<?, ?> held = (Map<?, ?>) resources.get(manager);
            return held.values().stream()
                    .mapToInt(value -> 1 + (value instanceof BaseNDManager ? count(value) : 0))
                    .sum();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("DJL keeps its resources elsewhere now", e);
        }
    }
}
