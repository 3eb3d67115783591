package org.liverystudio.ai.hub.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.FakeHub.Fault;
import org.liverystudio.ai.hub.files.PieceHashes;
import org.liverystudio.host.LiveryException;

/** What goes wrong with the bytes themselves, with the drive, or with a line that goes silent. */
@Timeout(60)
class DownloadRecoveryTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final int PIECE = 1000;

    @TempDir Path folder;
    private final byte[] content = new byte[100_123];
    private final List<DownloadProgress> told = new ArrayList<>();
    private final DownloadControl control = new DownloadControl();
    private FakeHub hub;

    @BeforeEach
    void start() throws IOException {
        new Random(5).nextBytes(content);
        hub = new FakeHub(content, COMMIT);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void ofADamagedFileOnlyWhatDiffersIsWrittenAnew() throws IOException {
        hub.fail(new Fault.Nothing(), new Fault.FlippedByte());

        FullDrive drive = new FullDrive(Long.MAX_VALUE);

        download(drive, Duration.ofSeconds(5))
                .fetch(List.of(file(Optional.empty())), control, told::add);

        expectWhole();
        assertThat(drive.written()).isEqualTo(content.length + PIECE);
        assertThat(hub.bytesSent()).isLessThan(content.length * 2L);
    }

    @Test
    void aDamagedPieceIsFetchedAgainAloneWhereTheCatalogueKnowsThePieces() throws IOException {
        hub.fail(new Fault.Nothing(), new Fault.FlippedByte());

        fetch(file(Optional.of(hashesOf(content, 2 * PIECE))));

        expectWhole();
        assertThat(hub.bytesSent()).isEqualTo(content.length + 2 * PIECE);
    }

    @Test
    void aPieceThatArrivesDamagedForEverEndsTheDownload() throws IOException {
        byte[] other = content.clone();
        other[50_000] ^= 1;

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> fetch(file(Optional.of(hashesOf(other, PIECE)))))
                .withMessage(
                        "The download of org/model: unet/model.safetensors does not get whole: a"
                                + " part of it arrives damaged, again and again.");
        assertThat(cache().resolve("models--org--model/blobs")).doesNotExist();
    }

    @Test
    void whatTheDriveLostInAPowerFailureIsFoundAndFetchedAlone() throws IOException {
        leaveHalf();
        Path part = partial(".part");
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.seek(PIECE + 5); // One piece whose bytes never reached the drive.
            file.write(new byte[20]);
        }

        fetch(file(Optional.empty()));

        expectWhole();
        assertThat(hub.bytesSent()).isEqualTo(content.length + PIECE);
    }

    @Test
    void aTornRecordAtTheEndOfTheJournalCostsOnePiece() throws IOException {
        leaveHalf();
        Path journal = partial(".journal");
        byte[] records = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(records, records.length - 5));

        fetch(file(Optional.empty()));

        expectWhole();
        assertThat(hub.bytesSent()).isEqualTo(content.length + PIECE);
    }

    @Test
    void aLineThatGoesSilentIsGivenUpAfterTheStallTime() throws IOException {
        hub.fail(new Fault.Silence());
        Duration stall = Duration.ofMillis(400);
        long start = System.nanoTime();

        download(PartStorage.DRIVE, stall)
                .fetch(List.of(file(Optional.empty())), control, told::add);

        expectWhole();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(stall, Duration.ofSeconds(10));
    }

    @Test
    void aFullDriveIsToldAndNothingIsLost() throws IOException {
        FullDrive drive = new FullDrive(40_000);

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(
                        () ->
                                download(drive, Duration.ofSeconds(5))
                                        .fetch(List.of(file(Optional.empty())), control, told::add))
                .withMessage(
                        "The download of org/model: unet/model.safetensors cannot be written: No"
                                + " space left on device.")
                .satisfies(
                        e ->
                                assertThat(e.advice())
                                        .isEqualTo(
                                                "Check the drive and its free space, then start the"
                                                        + " download again; finished parts stay."));
        assertThat(cache().resolve("models--org--model/blobs")).doesNotExist();
        long written = drive.written();
        assertThat(written).isBetween(30_000L, 40_000L);

        drive.makeRoom();
        download(drive, Duration.ofSeconds(5))
                .fetch(List.of(file(Optional.empty())), control, told::add);

        expectWhole();
        assertThat(drive.written()).isEqualTo(content.length);
    }

    @Test
    void aPausedDownloadHangsUpAndGoesOnWhenResumed() throws Exception {
        control.limit(20_000);
        CompletableFuture<Void> running =
                CompletableFuture.runAsync(() -> fetch(file(Optional.empty())));
        awaitProgress(5_000);

        control.pause();
        awaitPaused();
        long sentWhenPaused = hub.bytesSent();
        int toldWhenPaused = told.size();
        while (told.size() < toldWhenPaused + 5) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(hub.bytesSent()).isEqualTo(sentWhenPaused);
        assertThat(told.getLast().text()).endsWith(", paused");
        control.limit(DownloadControl.UNLIMITED);
        control.resume();

        running.get(20, TimeUnit.SECONDS);
        expectWhole();
    }

    private void awaitProgress(long bytes) throws InterruptedException {
        while (told.isEmpty() || told.getLast().doneBytes() < bytes) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void awaitPaused() throws InterruptedException {
        while (!told.getLast().paused()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Stops a download in its middle, as if the program had ended there. */
    private void leaveHalf() {
        Fault[] faults = new Fault[60];
        Arrays.fill(faults, new Fault.Status(500));
        Arrays.fill(faults, 0, 5, new Fault.Nothing());
        hub.fail(faults);
        // One connection, so that no other is in the middle of something when it gives up.
        ModelDownload single = download(PartStorage.DRIVE, Duration.ofSeconds(5), 1);
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(
                        () -> single.fetch(List.of(file(Optional.empty())), control, told::add));
        hub.forgetFaults();
        assertThat(hub.bytesSent()).isBetween(3L * PIECE, content.length - 1L);
    }

    private Path partial(String suffix) {
        return cache().resolve("models--org--model/.livery")
                .resolve(HubFixture.sha256(content) + suffix);
    }

    private PinnedFile file(Optional<PieceHashes> pieces) {
        return new PinnedFile(
                RepoId.parse("org/model"),
                COMMIT,
                "unet/model.safetensors",
                content.length,
                true,
                Optional.of(HubFixture.sha256(content)),
                pieces,
                "unet",
                "MIT");
    }

    private static PieceHashes hashesOf(byte[] bytes, int pieceBytes) {
        int count = (bytes.length + pieceBytes - 1) / pieceBytes;
        return new PieceHashes(
                pieceBytes,
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        HubFixture.sha256(
                                                Arrays.copyOfRange(
                                                        bytes,
                                                        i * pieceBytes,
                                                        Math.min(
                                                                bytes.length,
                                                                (i + 1) * pieceBytes))))
                        .toList());
    }

    private void fetch(PinnedFile wanted) {
        download(PartStorage.DRIVE, Duration.ofSeconds(5))
                .fetch(List.of(wanted), control, told::add);
    }

    private ModelDownload download(PartStorage storage, Duration stall) {
        return download(storage, stall, 3);
    }

    private ModelDownload download(PartStorage storage, Duration stall, int connections) {
        return new ModelDownload(
                new HubSettings(
                        cache(), true, hub.endpoint(), Optional.empty(), false, ProxySettings.NONE),
                new CheckedBlobs(folder.resolve("data/checked.json")),
                new ShortPauses(),
                new BackOff(new Random(1)),
                new Tuning(PIECE, 8, connections, 2, stall, 8),
                storage);
    }

    private Path cache() {
        return folder.resolve("hub");
    }

    private void expectWhole() throws IOException {
        Path pointer =
                cache().resolve(
                                "models--org--model/snapshots/"
                                        + COMMIT
                                        + "/unet/model.safetensors");
        assertThat(Files.readAllBytes(pointer)).isEqualTo(content);
    }

    /** Waits a thousandth: tests do not have the time. */
    private static final class ShortPauses implements Time {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.dividedBy(10));
        }
    }
}
