package org.liverystudio.editor.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;

/**
 * What plugins see of the editor: the JDK and the {@link SharedPackages}.
 *
 * <p>The editor's own libraries stay hidden, so a plugin may bring another version of the same one.
 * Resources are hidden too: a service file of the editor would name classes that the plugin cannot
 * load.
 */
final class HostApiClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;

    /**
     * @param host loads the editor's own classes
     */
    HostApiClassLoader(ClassLoader host) {
        super("host-api", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return SharedPackages.containClass(name)
                ? host.loadClass(name)
                : super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
        return SharedPackages.containResource(name)
                ? host.getResource(name)
                : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return SharedPackages.containResource(name)
                ? host.getResources(name)
                : super.getResources(name);
    }
}
