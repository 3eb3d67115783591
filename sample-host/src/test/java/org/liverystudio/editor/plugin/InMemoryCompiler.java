package org.liverystudio.editor.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles classes of test plugins against this test's own class path; same source, same bytes. */
final class InMemoryCompiler {
    private static final Map<Map<String, String>, Map<String, byte[]>> DONE =
            new ConcurrentHashMap<>();

    private InMemoryCompiler() {}

    /**
     * @param sources code by class name
     * @return class files by entry name, such as {@code made/Main.class}
     */
    static Map<String, byte[]> compile(Map<String, String> sources) {
        return sources.isEmpty()
                ? Map.of()
                : DONE.computeIfAbsent(Map.copyOf(sources), InMemoryCompiler::run);
    }

    private static Map<String, byte[]> run(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
        StringWriter messages = new StringWriter();
        List<Source> units =
                sources.entrySet().stream()
                        .map(source -> new Source(source.getKey(), source.getValue()))
                        .toList();
        try (JavaFileManager files =
                new ToMemory(compiler.getStandardFileManager(null, null, null), classes)) {
            boolean done =
                    compiler.getTask(messages, files, null, List.of("-proc:none"), null, units)
                            .call();
            if (!done) {
                throw new IllegalArgumentException("A test's plugin: " + messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        classes.forEach((name, code) -> bytes.put(name, code.toByteArray()));
        return bytes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String className, String code) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    private static final class ToMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        ToMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            String entry = name.replace('.', '/') + ".class";
            return new SimpleJavaFileObject(URI.create("memory:///" + entry), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(entry, key -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
