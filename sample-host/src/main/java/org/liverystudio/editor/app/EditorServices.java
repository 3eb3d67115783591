package org.liverystudio.editor.app;

import org.liverystudio.editor.format.FileFormats;

/**
 * Everything that a front of the editor works with; made once, at the start of the program.
 *
 * @param workspace stays empty where there is no screen
 */
public record EditorServices(
        Versions versions,
        PlatformFolders folders,
        SettingsStore settings,
        TaskRunner tasks,
        Notices notices,
        Workspace workspace,
        FileFormats formats)
        implements AutoCloseable {

    /** Services that keep their files in the given folders. */
    public static EditorServices in(PlatformFolders folders) {
        return new EditorServices(
                Versions.ofThisBuild(),
                folders,
                new SettingsStore(folders.config()),
                new TaskRunner(),
                new Notices(),
                new Workspace(),
                FileFormats.standard());
    }

    /** Asks running tasks to stop and keeps the settings. */
    @Override
    public void close() {
        tasks.close();
        settings.close();
    }
}
