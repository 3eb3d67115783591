package org.liverystudio.ai.hub.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.liverystudio.ai.hub.catalogue.HubFixture.bytes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.ai.hub.cache.SharedLock;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.ModelStore.FileState;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.download.ProxySettings;
import org.liverystudio.ai.hub.files.ByteProgress;
import org.liverystudio.ai.hub.files.ByteWalk;
import org.liverystudio.host.LiveryException;

class ModelLibraryTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER_COMMIT = "76543210fedcba9876543210fedcba9876543210";

    @TempDir Path folder;
    private final List<ByteProgress> told = new ArrayList<>();
    private ModelLibrary library;

    @BeforeEach
    void fill() throws IOException {
        library = library(settings(false));
        for (PinnedFile file : set("large").files()) {
            HubFixture.put(cache(), file, bytes(file.path()));
        }
    }

    /** "small" is a part of "large". */
    private static Catalogue catalogue() {
        return HubFixture.catalogue(
                """
                {"version": 1,
                 "sets": [{"name": "small", "title": "Small"}, {"name": "large", "title": "Large"}],
                 "repositories": [
                   {"id": "org/base", "commit": "%s", "licence": "openrail++", "files": [
                     {"path": "a.bin", "sizeBytes": 5, "sha256": "%s", "role": "unet",
                      "sets": ["small", "large"]}]},
                   {"id": "org/net", "commit": "%s", "licence": "MIT", "files": [
                     {"path": "b/c.bin", "sizeBytes": 7, "sha256": "%s", "role": "controlnet",
                      "sets": ["large"]}]}]}
                """
                        .formatted(
                                COMMIT,
                                HubFixture.sha256(bytes("a.bin")),
                                COMMIT,
                                HubFixture.sha256(bytes("b/c.bin"))));
    }

    @Test
    void whatASmallerSetNeedsStaysWhenALargerOneGoes() throws IOException {
        assertThat(library.setsThatNeed(set("large"))).containsExactly("small");

        assertThat(library.remove(set("large"))).isEqualTo(7);

        assertThat(library.status(set("small")).complete()).isTrue();
        assertThat(cache().resolve("models--org--net")).doesNotExist();
        assertThat(library.remove(set("small"))).isEqualTo(5);
        assertThat(names(cache())).isEmpty();
    }

    @Test
    void whatALargerSetNeedsStaysToo() {
        assertThat(library.remove(set("small"))).isZero();

        assertThat(library.status(set("large")).complete()).isTrue();
    }

    @Test
    void contentsThatAnotherSnapshotPointsAtStay() throws IOException {
        PinnedFile file = set("large").files().getLast();
        PinnedFile newer =
                new PinnedFile(
                        file.repo(),
                        OTHER_COMMIT,
                        file.path(),
                        file.sizeBytes(),
                        true,
                        file.sha256(),
                        Optional.empty(),
                        "controlnet",
                        "MIT");
        Path pointer = HubFixture.put(cache(), newer, bytes(file.path()));
        Path refs = Files.createDirectories(cache().resolve("models--org--net/refs"));
        Files.writeString(refs.resolve("main"), OTHER_COMMIT);
        Files.writeString(refs.resolve("old"), COMMIT);

        assertThat(library.remove(set("large"))).isZero();

        assertThat(pointer).hasContent(file.path());
        assertThat(names(refs)).containsExactly("main");
        assertThat(cache().resolve("models--org--net/snapshots/" + COMMIT)).doesNotExist();
    }

    @Test
    void aStoreThatABlobLinksToIsNeverTouched() throws IOException {
        PinnedFile file = set("large").files().getLast();
        Path blob = library.store().place(file).toRealPath();
        Path shared = folder.resolve("shared-store");
        Files.move(blob, shared);
        Files.createSymbolicLink(blob, shared);
        assertThat(library.status(set("large")).complete()).isTrue();

        library.remove(set("large"));

        assertThat(shared).hasContent("b/c.bin");
        assertThat(Files.exists(blob, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void aCacheWithoutLinksIsCleanedToo() throws IOException {
        Path pointer = library.store().place(set("large").files().getLast());
        Path blob = pointer.toRealPath();
        Files.delete(pointer);
        Files.move(blob, pointer);

        assertThat(library.remove(set("large"))).isEqualTo(7);

        assertThat(pointer).doesNotExist();
    }

    @Test
    void theListTellsWhoUsesWhat() throws IOException {
        Path other = cache().resolve("models--them--theirs/blobs/x");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "123");

        assertThat(library.repositories())
                .containsExactly(
                        new CachedRepo(RepoId.parse("org/base"), 5, List.of("small", "large")),
                        new CachedRepo(RepoId.parse("org/net"), 7, List.of("large")),
                        new CachedRepo(RepoId.parse("them/theirs"), 3, List.of()));
    }

    @Test
    void modelsMoveAndAreFoundAgainByTheNextStart() throws IOException {
        Path theirs = Files.createDirectories(cache().resolve("models--them--theirs/blobs"));
        library.verify(List.of(set("large")), told::add, () -> false);
        Path target = folder.resolve("drive/models");

        ModelLibrary moved = library.moveTo(target, told::add, () -> false);

        expectMoved(moved, target);
        expectMoved(library(settings(false)), target);
        assertThat(theirs).exists();
        assertThat(cache().resolve("models--org--base")).doesNotExist();
        assertThat(told.getLast().fraction()).isEqualTo(1);
    }

    @Test
    void aFolderThatTheEnvironmentNamesCountsMoreThanTheChosenOne() {
        library.moveTo(folder.resolve("drive/models"), told::add, () -> false);

        assertThat(library(settings(true)).store().folder()).isEqualTo(cache());
    }

    @Test
    void aCopyToAnotherDriveGoesOnAfterAStopAndLosesNothing() throws IOException {
        Path repo = cache().resolve("models--org--net");
        Path target = Files.createDirectories(folder.resolve("drive")).resolve("models--org--net");
        Files.createDirectories(target.resolve("blobs"));
        Path half = target.resolve("blobs/" + HubFixture.sha256(bytes("b/c.bin")));
        Files.writeString(half, "b/c.");
        Relocation relocation = new Relocation(new ByteWalk("Moving", 7, told::add, () -> false));

        relocation.move(repo, target);

        Path pointer = target.resolve("snapshots/" + COMMIT + "/b/c.bin");
        assertThat(pointer).hasContent("b/c.bin").isSymbolicLink();
        assertThat(half).hasContent("b/c.bin");
        assertThat(repo).doesNotExist();
    }

    @Test
    void aDamagedFileIsNotMovedToAnotherDriveAndTheOldOneStays() throws IOException {
        Path repo = cache().resolve("models--org--net");
        Path blob = repo.resolve("blobs/" + HubFixture.sha256(bytes("b/c.bin")));
        Files.writeString(blob, "B/C.BIN");
        Path target = Files.createDirectories(folder.resolve("drive/models--org--net"));
        Relocation relocation = new Relocation(new ByteWalk("Moving", 7, told::add, () -> false));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> relocation.move(repo, target))
                .withMessage(blob + " is damaged, its hash is wrong");
        assertThat(blob).exists();
        assertThat(names(target.resolve("blobs"))).isEmpty();
    }

    @Test
    void whatAnotherProgramFetchesNowIsNotMoved() throws IOException {
        Path lock = cache().resolve(".locks/models--org--net/x.lock");
        try (SharedLock _ = SharedLock.tryAcquire(lock).orElseThrow()) {
            assertThatExceptionOfType(LiveryException.class)
                    .isThrownBy(
                            () -> library.moveTo(folder.resolve("drive"), told::add, () -> false))
                    .withMessage("org/net is being fetched now.");
        }

        ModelLibrary moved = library.moveTo(folder.resolve("drive"), told::add, () -> false);

        assertThat(moved.status(set("large")).complete()).isTrue();
    }

    @Test
    void aFolderInsideTheOldOneIsRefused() {
        Path inside = cache().resolve("models");

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> library.moveTo(inside, told::add, () -> false))
                .withMessageEndingWith("are the same folder, or one is inside the other.");
    }

    @Test
    void verifyingCanBeCancelledAndNamesWhatIsDamaged() throws IOException {
        Path place = library.store().place(set("large").files().getLast());
        Files.write(place, bytes("B/C.bin"));

        Map<PinnedFile, FileState> found =
                library.verify(List.of(set("small"), set("large")), told::add, () -> false);

        assertThat(found.values()).containsExactly(FileState.CHECKED, FileState.BROKEN);
        assertThat(told.getLast().text()).isEqualTo("Checking: 12 B of 12 B (100 %)");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> library.verify(List.of(set("large")), told::add, () -> true));
    }

    @Test
    void termsAreAskedForOnce() {
        List<Licence> open = library.licencesToAccept(set("large"));
        assertThat(open).extracting(Licence::name).containsExactlyInAnyOrder("openrail++", "MIT");
        assertThat(open.getFirst().address())
                .hasToString("https://hub.example/org/base/tree/" + COMMIT);

        library.accept(library.licencesToAccept(set("small")));

        assertThat(library(settings(false)).licencesToAccept(set("large")))
                .extracting(Licence::name)
                .containsExactly("MIT");
    }

    @Test
    void withoutADownloadNobodyKnowsHowLongOneTakes() {
        assertThat(library.timeFor(1_000_000)).isEmpty();
    }

    private void expectMoved(ModelLibrary there, Path target) {
        assertThat(there.store().folder()).isEqualTo(target);
        assertThat(there.status(set("large")).complete()).isTrue();
        assertThat(there.store().state(set("large").files().getFirst()))
                .isEqualTo(FileState.CHECKED);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".locks"))
                    .sorted()
                    .toList();
        }
    }

    private ModelSet set(String name) {
        return catalogue().require(name);
    }

    private Path cache() {
        return folder.resolve("hub");
    }

    private HubSettings settings(boolean chosen) {
        return new HubSettings(
                cache(),
                chosen,
                URI.create("https://hub.example"),
                Optional.empty(),
                true,
                ProxySettings.NONE);
    }

    private ModelLibrary library(HubSettings settings) {
        return new ModelLibrary(settings, folder.resolve("data"), catalogue());
    }
}
