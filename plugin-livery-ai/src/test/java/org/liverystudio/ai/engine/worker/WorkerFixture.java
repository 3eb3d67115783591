package org.liverystudio.ai.engine.worker;

import java.nio.file.Path;
import java.util.List;
import org.liverystudio.ai.engine.EnginePlaces;

/** Places of a worker that runs what the plugin ships. */
final class WorkerFixture {
    private WorkerFixture() {}

    /** As in the plugin: without the tests and without a logging back end. */
    static EnginePlaces places(Path natives, Path logs) {
        EnginePlaces all = EnginePlaces.ofThisClassPath(natives, logs);
        List<Path> shipped =
                all.classPath().stream()
                        .filter(path -> !path.endsWith("test-classes"))
                        .filter(path -> !path.toString().contains("logback"))
                        .toList();
        return new EnginePlaces(shipped, natives, logs);
    }
}
