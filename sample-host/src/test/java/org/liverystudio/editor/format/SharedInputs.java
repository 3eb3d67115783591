package org.liverystudio.editor.format;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real files beside the project, which a fresh clone does not have. */
public final class SharedInputs {
    private SharedInputs() {}

    /** The file or folder; skips the test if it is not there. */
    public static Path find(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared/inputs").resolve(name);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        return Assumptions.abort("no ../shared/inputs/" + name + " beside the project");
    }
}
