package org.liverystudio.editor.plugin;

import org.pf4j.ClassLoadingStrategy;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/** A plugin's classes: its own jars first, but the {@link SharedPackages} only from the editor. */
final class IsolatedClassLoader extends PluginClassLoader {
    IsolatedClassLoader(PluginManager manager, PluginDescriptor descriptor, ClassLoader parent) {
        super(manager, descriptor, parent, ClassLoadingStrategy.PDA);
    }

    @Override
    public Class<?> loadClass(String className) throws ClassNotFoundException {
        return SharedPackages.containClass(className)
                ? getParent().loadClass(className)
                : super.loadClass(className);
    }
}
