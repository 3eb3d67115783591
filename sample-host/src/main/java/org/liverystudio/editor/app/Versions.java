package org.liverystudio.editor.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The versions that this program was built with.
 *
 * @param editor of the editor itself
 * @param hostApi of the API that it offers to plugins
 */
public record Versions(String editor, String hostApi) {
    /** Read from a resource that the build fills in. */
    public static Versions ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(properties.getProperty("editor"), properties.getProperty("host-api"));
    }
}
