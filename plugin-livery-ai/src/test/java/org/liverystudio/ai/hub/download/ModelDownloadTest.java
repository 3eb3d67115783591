package org.liverystudio.ai.hub.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.cache.SharedLock;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.DownloadProgress.FileProgress;
import org.liverystudio.ai.hub.download.FakeHub.Fault;
import org.liverystudio.host.LiveryException;

@Timeout(60)
class ModelDownloadTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final int PIECE = 1000;
    private static final Tuning SMALL = new Tuning(PIECE, 8, 3, 2, Duration.ofSeconds(20), 8);

    @TempDir Path folder;
    private final byte[] content = new byte[100_123];
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final List<DownloadProgress> told = new ArrayList<>();
    private FakeHub hub;
    private PinnedFile file;

    @BeforeEach
    void start() throws IOException {
        new Random(5).nextBytes(content);
        hub = new FakeHub(content, COMMIT);
        file = pinned("unet/model.safetensors", Optional.of(HubFixture.sha256(content)));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private PinnedFile pinned(String path, Optional<String> sha256) {
        return pinned(path, content.length, sha256);
    }

    private static PinnedFile pinned(String path, int size, String sha256) {
        return pinned(path, size, Optional.of(sha256));
    }

    private static ModelSet set(List<PinnedFile> files) {
        return new ModelSet("all", "All", files);
    }

    private static PinnedFile pinned(String path, int size, Optional<String> sha256) {
        return new PinnedFile(
                RepoId.parse("org/model"),
                COMMIT,
                path,
                size,
                true,
                sha256,
                Optional.empty(),
                "unet",
                "MIT");
    }

    @Test
    void aFileArrivesWhereOtherProgramsLookForIt() throws IOException {
        fetch();

        Path pointer = expectWhole();
        assertThat(Files.readSymbolicLink(pointer))
                .isEqualTo(Path.of("../../../blobs/" + HubFixture.sha256(content)));
        assertThat(hub.bytesSent()).isEqualTo(content.length);
        assertThat(leftOver()).isEmpty();
        DownloadProgress last = told.getLast();
        assertThat(last.doneBytes()).isEqualTo(last.totalBytes());
    }

    @Test
    void whatIsHereIsNotFetchedAgain() throws IOException {
        HubFixture.put(cache(), file, content);

        fetch();

        assertThat(hub.addressesGiven()).isZero();
    }

    @Test
    void aBlobWithoutPointerIsUsedAfterItsHashWasChecked() throws IOException {
        Files.delete(HubFixture.put(cache(), file, content));

        fetch();

        expectWhole();
        assertThat(hub.bytesSent()).isZero();
    }

    @Test
    void theTokenIsNotShownToTheStoreOfTheBytes() {
        fetch();

        assertThat(hub.tokensSeenByTheStore()).isNotEmpty().containsOnly("null");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void connectionsThatBreakAtAnyByteCostAPieceAtMost(long seed) throws IOException {
        Random random = new Random(seed);
        int cuts = 12;
        for (int i = 0; i < cuts; i++) {
            hub.fail(new Fault.CutAfter(random.nextInt(8 * PIECE)));
        }

        fetch();

        expectWhole();
        assertThat(hub.bytesSent()).isLessThanOrEqualTo(content.length + (long) cuts * PIECE);
    }

    @Test
    void busyServersAreAskedAgainLater() throws IOException {
        hub.failHead(503, 429);
        hub.fail(new Fault.Status(500), new Fault.Status(429), new Fault.Status(408));

        fetch();

        expectWhole();
        Duration waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isGreaterThanOrEqualTo(Duration.ofSeconds(14)); // Twice asked for 7.
    }

    @Test
    void anAddressThatRanOutIsAskedForAnew() throws IOException {
        hub.fail(new Fault.Status(403), new Fault.Status(403));

        fetch();

        expectWhole();
        assertThat(hub.addressesGiven()).isGreaterThan(1);
    }

    @Test
    void bytesOfAnotherRangeAreNotTaken() throws IOException {
        hub.fail(new Fault.WrongRange(), new Fault.WrongRange());

        fetch();

        expectWhole();
    }

    @Test
    void aServerWithoutRangesSendsTheFileInOneGo() throws IOException {
        hub.knowNoRanges();
        hub.fail(new Fault.Nothing(), new Fault.Nothing(), new Fault.CutAfter(40_000));

        fetch();

        expectWhole();
    }

    @Test
    void aWholeFileInPlaceOfAPieceIsNotMistakenForIt() throws IOException {
        hub.fail(new Fault.Nothing(), new Fault.WholeFile());

        fetch();

        expectWhole();
    }

    @Test
    void anotherEtagMeansAnotherFile() throws IOException {
        hub.fail(
                new Fault.Nothing(),
                new Fault.Nothing(),
                new Fault.Nothing(),
                new Fault.OtherEtag());

        fetch();

        expectWhole();
    }

    @Test
    void aFileThatIsNotTheOneOfTheCatalogueIsRefused() {
        PinnedFile other = pinned("unet/model.safetensors", Optional.of("0".repeat(64)));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> fetch(other, false))
                .withMessage(
                        "The hub offers another org/model: unet/model.safetensors than the one that"
                                + " is known to be good.");
        assertThat(cache().resolve("models--org--model/blobs")).doesNotExist();
    }

    @Test
    void aRedirectionInACircleEndsWithAClearError() throws IOException {
        Fault[] loops = new Fault[400];
        Arrays.fill(loops, new Fault.RedirectToItself());
        hub.fail(loops);

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(this::fetch)
                .withMessage(
                        "The download of org/model: unet/model.safetensors keeps failing:"
                                + " unet/model.safetensors of org/model is redirected in a circle.")
                .satisfies(e -> assertThat(e.advice()).contains("finished parts stay"));
        expectNothingUnderAFinalName();
    }

    @Test
    void aCancelledDownloadGoesOnWhereItStopped() throws IOException {
        hub.fail(new Fault.Nothing(), new Fault.Nothing(), new Fault.Nothing());
        Fault[] broken = new Fault[400];
        Arrays.fill(broken, new Fault.Status(500));
        hub.fail(broken);
        // One connection, so that no other is in the middle of something when it gives up.
        ModelDownload single =
                download(new NoWaiting(), new Tuning(PIECE, 8, 1, 2, Duration.ofSeconds(20), 8));
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> single.fetch(List.of(file), new DownloadControl(), told::add));
        expectNothingUnderAFinalName();
        long before = hub.bytesSent();
        assertThat(before).isPositive();
        hub.close();
        hub = new FakeHub(content, COMMIT);

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> fetch(file, true));
        fetch();

        expectWhole();
        assertThat(before + hub.bytesSent()).isEqualTo(content.length);
    }

    @Test
    void severalFilesArriveInOneGo() throws IOException {
        List<PinnedFile> files = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            byte[] more = new byte[i * 700];
            new Random(i).nextBytes(more);
            hub.add("part" + i + ".json", more);
            files.add(pinned("part" + i + ".json", more.length, HubFixture.sha256(more)));
        }
        files.add(file);

        download(new NoWaiting()).fetch(files, new DownloadControl(), told::add);

        expectWhole();
        assertThat(new ModelStore(new HubCache(cache()), checked()).bytesHere(set(files)))
                .isEqualTo(content.length + 21 * 700L);
        assertThat(told.getLast().files()).hasSize(8).allMatch(FileProgress::isComplete);
    }

    @Test
    void aFileThatIsNeededTwiceIsFetchedOnce() throws IOException {
        PinnedFile twin = pinned("unet/twin.safetensors", file.sha256());

        download(new NoWaiting()).fetch(List.of(file, twin), new DownloadControl(), told::add);

        expectWhole();
        assertThat(hub.bytesSent()).isEqualTo(content.length);
    }

    @Test
    void progressNeverRunsBackwardsNeitherOfAFileNorOfAll() {
        hub.fail(
                new Fault.CutAfter(900),
                new Fault.FlippedByte(),
                new Fault.WholeFile(),
                new Fault.CutAfter(20_000),
                new Fault.OtherEtag());

        fetch();

        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).doneBytes()).isGreaterThanOrEqualTo(told.get(i - 1).doneBytes());
            assertThat(told.get(i).files().getFirst().doneBytes())
                    .isGreaterThanOrEqualTo(told.get(i - 1).files().getFirst().doneBytes());
        }
    }

    @Test
    void aJournalThatIsDamagedCostsTheFileItsParts() throws IOException {
        Path partials = cache().resolve("models--org--model/.livery");
        Files.createDirectories(partials);
        Files.write(partials.resolve(HubFixture.sha256(content) + ".journal"), new byte[30]);
        Files.write(partials.resolve(HubFixture.sha256(content) + ".part"), new byte[5000]);

        fetch();

        expectWhole();
    }

    @Test
    void aFileThatTheHubDoesNotHaveIsNamed() throws IOException {
        PinnedFile none =
                new PinnedFile(
                        RepoId.parse("org/model"),
                        "f".repeat(40),
                        "a.json",
                        0,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        "config",
                        "MIT");

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> fetch(none, false))
                .withMessage("org/model has no file a.json.");
    }

    @Test
    void offlineNothingIsAskedFor() {
        HubSettings offline =
                new HubSettings(
                        cache(), true, hub.endpoint(), Optional.empty(), true, ProxySettings.NONE);

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(
                        () ->
                                new ModelDownload(offline, checked())
                                        .fetch(List.of(file), new DownloadControl(), told::add))
                .withMessage("1 files are missing, and HF_HUB_OFFLINE forbids to fetch them.");
        assertThat(hub.addressesGiven()).isZero();
    }

    @Test
    void anotherProgramsLockIsWaitedFor() throws IOException {
        Path lockFile =
                new HubCache(cache()).repo(file.repo()).lockFile(HubFixture.sha256(content));
        SharedLock others = SharedLock.tryAcquire(lockFile).orElseThrow();
        Time releasing =
                new NoWaiting() {
                    @Override
                    public void sleep(Duration duration) {
                        super.sleep(duration);
                        try {
                            HubFixture.put(cache(), file, content);
                            others.close();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                };

        download(releasing).fetch(List.of(file), new DownloadControl(), told::add);

        expectWhole();
        assertThat(pauses).isNotEmpty();
        assertThat(hub.bytesSent()).isZero();
    }

    private void fetch() {
        fetch(file, false);
    }

    private void fetch(PinnedFile wanted, boolean cancelled) {
        DownloadControl control = new DownloadControl();
        if (cancelled) {
            control.cancel();
        }
        download(new NoWaiting()).fetch(List.of(wanted), control, told::add);
    }

    private ModelDownload download(Time time) {
        return download(time, SMALL);
    }

    private ModelDownload download(Time time, Tuning tuning) {
        URI endpoint = hub.endpoint();
        return new ModelDownload(
                new HubSettings(
                        cache(),
                        true,
                        endpoint,
                        Optional.of("hf_secret"),
                        false,
                        ProxySettings.NONE),
                checked(),
                time,
                new BackOff(new Random(1)),
                tuning,
                PartStorage.DRIVE);
    }

    private CheckedBlobs checked() {
        return new CheckedBlobs(folder.resolve("data/checked.json"));
    }

    private Path cache() {
        return folder.resolve("hub");
    }

    private Path expectWhole() throws IOException {
        Path pointer =
                cache().resolve("models--org--model/snapshots/" + COMMIT + "/" + file.path());
        assertThat(Files.readAllBytes(pointer)).isEqualTo(content);
        return pointer;
    }

    private void expectNothingUnderAFinalName() {
        assertThat(cache().resolve("models--org--model/blobs")).doesNotExist();
    }

    private List<Path> leftOver() throws IOException {
        try (Stream<Path> files = Files.list(cache().resolve("models--org--model/.livery"))) {
            return files.toList();
        }
    }

    /** Notes how long it would have waited. */
    private class NoWaiting implements Time {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) {
            pauses.add(duration);
        }
    }
}
