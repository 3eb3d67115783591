package org.liverystudio.editor.ui.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.host.Preferences;

class RecentFilesTest {
    private static final class InMemory implements Preferences {
        private final Map<String, String> values = new HashMap<>();

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public void put(String key, String value) {
            values.put(key, value);
        }

        @Override
        public void remove(String key) {
            values.remove(key);
        }
    }

    private final InMemory settings = new InMemory();
    private final RecentFiles recent = new RecentFiles(settings);

    private static Path file(String name) {
        return Path.of(name).toAbsolutePath();
    }

    @Test
    void theNewestComesFirstAndNoneTwice() {
        recent.add(file("a.psd"));
        recent.add(file("b.psd"));
        recent.add(file("a.psd"));

        assertThat(recent.files()).containsExactly(file("a.psd"), file("b.psd"));
    }

    @Test
    void tenAreKeptAndTheyOutliveTheProgram() {
        for (int i = 0; i < 14; i++) {
            recent.add(file(i + ".psd"));
        }

        assertThat(new RecentFiles(settings).files())
                .hasSize(10)
                .startsWith(file("13.psd"))
                .endsWith(file("4.psd"));
    }

    @Test
    void aRemovedFileIsForgotten() {
        recent.add(file("a.psd"));
        recent.add(file("b.psd"));

        recent.remove(file("a.psd"));

        assertThat(new RecentFiles(settings).files()).containsExactly(file("b.psd"));
    }
}
