package org.liverystudio.editor.plugin;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import org.liverystudio.host.LiveryException;
import org.pf4j.Plugin;
import org.pf4j.PluginFactory;
import org.pf4j.PluginWrapper;

/** Makes a plugin's main object, and says what is wrong where PF4J's own factory returns null. */
final class NamingPluginFactory implements PluginFactory {
    private static final String ADVICE = "Get a corrected copy from the plugin's maker.";

    private final String title;

    /**
     * @param title names the plugin, such as "The plugin paint (paint-1.0.zip)"
     */
    NamingPluginFactory(String title) {
        this.title = title;
    }

    @Override
    public Plugin create(PluginWrapper wrapper) {
        String name = wrapper.getDescriptor().getPluginClass();
        try {
            Class<?> type = wrapper.getPluginClassLoader().loadClass(name);
            if (!Plugin.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
                throw new LiveryException(
                        "%s names %s as its class, which is no org.pf4j.Plugin."
                                .formatted(title, name),
                        ADVICE);
            }
            return instance(type, wrapper);
        } catch (ClassNotFoundException e) {
            throw new LiveryException(
                    "%s names the class %s, but does not contain it.".formatted(title, name),
                    ADVICE,
                    e);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw new LiveryException(
                    "%s has no public constructor without arguments in its class %s."
                            .formatted(title, name),
                    ADVICE,
                    e);
        }
    }

    private static Plugin instance(Class<?> type, PluginWrapper wrapper)
            throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getConstructors()) {
            Class<?>[] parameters = constructor.getParameterTypes();
            if (parameters.length == 1 && parameters[0] == PluginWrapper.class) {
                return (Plugin) constructor.newInstance(wrapper);
            }
        }
        return (Plugin) type.getConstructor().newInstance();
    }

    /** The failure of the constructor itself is what its maker needs to see. */
    private static RuntimeException unwrapped(InvocationTargetException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            default -> new IllegalStateException(e.getCause());
        };
    }
}
