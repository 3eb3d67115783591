package org.liverystudio.ai.hub.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore.FileState;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.DownloadControl;
import org.liverystudio.ai.hub.download.DripHub;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.download.ProxySettings;
import org.liverystudio.ai.hub.library.RunningDownload.State;

/** A library that fetches from a hub on this machine. */
@Timeout(60)
class FetchingLibraryTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir Path folder;
    private final byte[] content = new byte[60_000];
    private final BlockingQueue<State> states = new ArrayBlockingQueue<>(10_000);
    private DripHub hub;
    private ModelLibrary library;
    private ModelSet set;

    @BeforeEach
    void start() throws IOException {
        new Random(4).nextBytes(content);
        hub = new DripHub(content, COMMIT, 1_000_000);
        HubSettings settings =
                new HubSettings(
                        folder.resolve("hub"),
                        true,
                        hub.endpoint(),
                        Optional.empty(),
                        false,
                        ProxySettings.NONE);
        Catalogue catalogue =
                HubFixture.catalogue(
                        """
                        {"version": 1, "sets": [{"name": "tiny", "title": "Tiny"}],
                         "repositories": [{"id": "org/tiny", "commit": "%s", "licence": "MIT",
                           "files": [{"path": "a.bin", "sizeBytes": 60000, "sha256": "%s",
                                      "role": "unet", "sets": ["tiny"]}]}]}
                        """
                                .formatted(COMMIT, HubFixture.sha256(content)));
        library = new ModelLibrary(settings, folder.resolve("data"), catalogue);
        set = catalogue.require("tiny");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aDamagedFileIsRepaired() throws IOException {
        byte[] damaged = content.clone();
        damaged[100] ^= 1;
        PinnedFile file = set.files().getFirst();
        HubFixture.put(folder.resolve("hub"), file, damaged);

        List<PinnedFile> found = library.repair(set, new DownloadControl(), _ -> {}, _ -> {});

        assertThat(found).containsExactly(file);
        assertThat(Files.readAllBytes(library.store().place(file))).isEqualTo(content);
        assertThat(library.store().state(file)).isEqualTo(FileState.CHECKED);
    }

    @Test
    void whatIsWholeIsNotFetchedForARepair() throws IOException {
        HubFixture.put(folder.resolve("hub"), set.files().getFirst(), content);

        assertThat(library.repair(set, new DownloadControl(), _ -> {}, _ -> {})).isEmpty();

        assertThat(hub.bytesSent()).isZero();
    }

    @Test
    void aRunningDownloadTellsItsStatesInOrder() throws InterruptedException {
        RunningDownload download = RunningDownload.start(library, "tiny", states::add);

        State last = lastState();

        assertThat(last).isEqualTo(new State.Finished(set));
        assertThat(download.state()).isEqualTo(last);
        assertThat(library.status(set).complete()).isTrue();
    }

    @Test
    void aDownloadThatIsCancelledEndsAtOnceAndTheNextGoesOn() throws InterruptedException {
        RunningDownload download = RunningDownload.start(library, "tiny", states::add);
        download.limit(1000);
        download.cancel();

        assertThat(lastState()).isEqualTo(new State.Cancelled());
        assertThat(library.status(set).complete()).isFalse();

        states.clear();
        RunningDownload.start(library, "tiny", states::add);
        assertThat(lastState()).isInstanceOf(State.Finished.class);
    }

    @Test
    void aSetThatIsNotThereFailsWithASentence() throws InterruptedException {
        RunningDownload.start(library, "huge", states::add);

        assertThat(lastState())
                .isInstanceOfSatisfying(
                        State.Failed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .hasMessage("There is no model set \"huge\"."));
    }

    private State lastState() throws InterruptedException {
        while (true) {
            State state = states.poll(20, TimeUnit.SECONDS);
            assertThat(state).as("a state within 20 s").isNotNull();
            if (state instanceof State.Ended) {
                return state;
            }
        }
    }
}
