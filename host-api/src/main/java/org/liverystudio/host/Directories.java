package org.liverystudio.host;

import java.nio.file.Path;

/** A plugin's own folders; they exist when they are returned. */
public interface Directories {
    /** Things worth keeping: history, models that belong to this plugin alone. */
    Path data();

    /** Things that can be made again. */
    Path cache();

    /** Log files. */
    Path logs();
}
