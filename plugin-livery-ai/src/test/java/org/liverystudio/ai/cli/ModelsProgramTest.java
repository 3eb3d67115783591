package org.liverystudio.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.liverystudio.ai.hub.catalogue.HubFixture.bytes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.fixture.TestHost;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.download.ModelDownload;
import org.liverystudio.ai.hub.download.ProxySettings;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelsProgramTest {
    @TempDir Path folder;
    private final Catalogue catalogue = HubFixture.tinyCatalogue();
    private final List<PinnedFile> files = catalogue.require("tiny").files();
    private TestHost host;

    @BeforeEach
    void open() {
        host = new TestHost(folder);
    }

    @Test
    void theListTellsSizesAndWhatIsHere() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));

        assertThat(run("list")).isZero();

        assertThat(host.printed())
                .matches(
                        "(?s)tiny +11 B  5 B are here +Tiny model \\(MIT\\)\\R"
                                + "Models lie in .*hub; .* are free there\\.\\R");
    }

    @Test
    void theListIsOneObjectAsJson() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        HubFixture.put(cache(), files.get(1), bytes("second"));

        run("list", "--json");

        JsonNode answer = JsonMapper.shared().readTree(host.printed());
        assertThat(answer.get("folder").stringValue()).isEqualTo(cache().toString());
        JsonNode tiny = answer.get("sets").get(0);
        assertThat(tiny.get("bytesHere").longValue()).isEqualTo(11);
        assertThat(tiny.get("complete").booleanValue()).isTrue();
    }

    @Test
    void thePathIsTheOnlyThingPrinted() {
        assertThat(run("path")).isZero();

        assertThat(host.printed().strip()).isEqualTo(cache().toString());
    }

    @Test
    void verifyNamesTheDamagedFile() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        Path broken = HubFixture.put(cache(), files.get(1), bytes("sEcond"));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> run("verify"))
                .withMessage("Damaged: " + broken + ".")
                .satisfies(e -> assertThat(e.advice()).contains("download the set again"));
        assertThat(host.printed()).startsWith("1 files are whole.");
        assertThat(Files.exists(broken)).isTrue();
    }

    @Test
    void verifyCanBeStopped() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        host.interrupt();

        assertThat(run("verify", "tiny")).isEqualTo(130);
    }

    @Test
    void downloadOfWhatIsHereFetchesNothing() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        HubFixture.put(cache(), files.get(1), bytes("second"));

        assertThat(run("download", "tiny")).isZero();

        assertThat(host.printed()).isEqualTo("tiny is here, in %s.%n".formatted(cache()));
    }

    @Test
    void downloadTellsTheLicenceAndWhyItCannotBeDone() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> run("download", "tiny"))
                .withMessage("2 files are missing, and HF_HUB_OFFLINE forbids to fetch them.");
        assertThat(host.printedErrors())
                .contains("Tiny model: 11 B to fetch, licence MIT, from org/tiny.");
    }

    @Test
    void downloadOfAnUnknownSetNamesThoseThereAre() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> run("download", "huge"))
                .satisfies(e -> assertThat(e.oneLine()).contains("The sets are: tiny."));
    }

    @Test
    void wrongUsageSaysWhatIsPossible() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("delete")).isEqualTo(2);

        assertThat(host.printedErrors())
                .contains("Say what to do with the models. See livery models --help.");
        assertThat(run("--help")).isZero();
        assertThat(host.printed()).contains("list", "path", "verify");
    }

    private Path cache() {
        return folder.resolve("hub");
    }

    private int run(String... arguments) {
        HubSettings settings =
                new HubSettings(
                        cache(),
                        URI.create("https://hub.example"),
                        Optional.empty(),
                        true,
                        ProxySettings.NONE);
        CheckedBlobs checked = new CheckedBlobs(folder.resolve("checked.json"));
        ModelStore store = new ModelStore(new HubCache(cache()), checked);
        return new ModelsProgram(settings, catalogue, store, new ModelDownload(settings, checked))
                .run(List.of(arguments), host);
    }
}
