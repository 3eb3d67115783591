package org.liverystudio.editor.plugin;

import java.util.List;
import java.util.Map;
import org.liverystudio.host.LiveryException;

/**
 * What became of the plugins when the editor started.
 *
 * @param started ids of those that run
 * @param problems what went wrong with the others, by plugin id or, where that could not be read,
 *     by file name; every message names the file
 */
public record StartReport(List<String> started, Map<String, LiveryException> problems) {
    public StartReport {
        started = List.copyOf(started);
        problems = Map.copyOf(problems);
    }
}
