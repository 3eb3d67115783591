package org.liverystudio.ai.hub.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.host.LiveryException;

class HubSettingsTest {
    @TempDir Path home;

    @Test
    void withoutVariablesTheUsualPlacesCount() {
        HubSettings settings = HubSettings.of(Map.of(), home);

        assertThat(settings.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(settings.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(settings.token()).isEmpty();
        assertThat(settings.offline()).isFalse();
    }

    @Test
    void theMoreSpecialVariableWins() {
        Map<String, String> all =
                Map.of(
                        "HF_HUB_CACHE", "/a",
                        "HUGGINGFACE_HUB_CACHE", "/b",
                        "HF_HOME", "/c",
                        "XDG_CACHE_HOME", "/d");

        assertThat(cache(all)).isEqualTo(absolute("a"));
        assertThat(cache(without(all, "HF_HUB_CACHE"))).isEqualTo(absolute("b"));
        assertThat(cache(Map.of("HF_HOME", "/c", "XDG_CACHE_HOME", "/d")))
                .isEqualTo(absolute("c/hub"));
        assertThat(cache(Map.of("XDG_CACHE_HOME", "/d"))).isEqualTo(absolute("d/huggingface/hub"));
        assertThat(cache(Map.of("HF_HOME", "~/models"))).isEqualTo(home.resolve("models/hub"));
        assertThat(cache(Map.of("HF_HUB_CACHE", " ")))
                .isEqualTo(home.resolve(".cache/huggingface/hub"));
    }

    @Test
    void theTokenComesFromVariablesOrItsFileAndIsNotPrinted() throws IOException {
        Path file = home.resolve(".cache/huggingface/token");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "hf_file\n");

        HubSettings ofFile = HubSettings.of(Map.of(), home);
        HubSettings ofVariable = HubSettings.of(Map.of("HF_TOKEN", "hf_variable"), home);
        HubSettings disabled = HubSettings.of(Map.of("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1"), home);

        assertThat(ofFile.token()).contains("hf_file");
        assertThat(ofVariable.token()).contains("hf_variable");
        assertThat(disabled.token()).isEmpty();
        assertThat(ofFile.toString()).doesNotContain("hf_file");
    }

    @Test
    void offlineIsSaidInFourWords() {
        assertThat(HubSettings.of(Map.of("HF_HUB_OFFLINE", "yes"), home).offline()).isTrue();
        assertThat(HubSettings.of(Map.of("HF_HUB_OFFLINE", "0"), home).offline()).isFalse();
    }

    @Test
    void anEndpointThatIsNoAddressIsNamed() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> HubSettings.of(Map.of("HF_ENDPOINT", "my mirror"), home))
                .withMessage("HF_ENDPOINT is \"my mirror\", which is no web address.");
        assertThat(HubSettings.of(Map.of("HF_ENDPOINT", "http://mirror:8080/hf/"), home).endpoint())
                .isEqualTo(URI.create("http://mirror:8080/hf"));
    }

    private static Path absolute(String underRoot) {
        return Path.of("/" + underRoot).toAbsolutePath();
    }

    private Path cache(Map<String, String> environment) {
        return HubSettings.of(environment, home).cache();
    }

    private static Map<String, String> without(Map<String, String> all, String name) {
        Map<String, String> rest = new HashMap<>(all);
        rest.remove(name);
        return rest;
    }
}
