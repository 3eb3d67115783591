package org.liverystudio.ai.hub.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.host.LiveryException;

class RepoFolderTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir Path folder;
    private HubCache cache;
    private RepoFolder repo;

    @BeforeEach
    void open() {
        cache = new HubCache(folder.resolve("hub"));
        repo = cache.repo(RepoId.parse("org/some.name"));
    }

    @Test
    void theFoldersHaveTheNamesThatOtherProgramsUse() {
        Path hub = folder.resolve("hub");

        assertThat(repo.blob("abc")).isEqualTo(hub.resolve("models--org--some.name/blobs/abc"));
        assertThat(repo.pointer(COMMIT, "unet/a.bin"))
                .isEqualTo(
                        hub.resolve("models--org--some.name/snapshots/" + COMMIT + "/unet/a.bin"));
        assertThat(repo.lockFile("abc"))
                .isEqualTo(hub.resolve(".locks/models--org--some.name/abc.lock"));
    }

    @Test
    void theCacheCarriesTheTagThatBackupProgramsLookFor() {
        cache.prepare();
        cache.prepare();

        assertThat(folder.resolve("hub/CACHEDIR.TAG"))
                .content()
                .startsWith("Signature: 8a477f597d28d172789f06886806bc55\n");
    }

    @Test
    void aPointerIsARelativeLinkToItsBlob() throws IOException {
        Path blob = newBlob("one");
        Path pointer = repo.pointer(COMMIT, "unet/a.bin");

        new PointerFiles().point(pointer, blob, true);
        new PointerFiles().point(pointer, blob, false);

        assertThat(Files.readSymbolicLink(pointer)).isEqualTo(Path.of("../../../blobs/one"));
        assertThat(repo.find(COMMIT, "unet/a.bin")).contains(pointer);
    }

    @Test
    void whereLinksAreNotPossibleANewBlobIsMovedAndAnOldOneCopied() throws IOException {
        PointerFiles noLinks =
                new PointerFiles(
                        (_, _) -> {
                            throw new FileSystemException("no links here");
                        });
        Path first = newBlob("one");
        Path second = newBlob("two");

        noLinks.point(repo.pointer(COMMIT, "a"), first, true);
        noLinks.point(repo.pointer(COMMIT, "b"), second, false);

        assertThat(first).doesNotExist();
        assertThat(repo.pointer(COMMIT, "a")).isRegularFile().hasContent("content of one");
        assertThat(second).hasContent("content of two");
        assertThat(repo.pointer(COMMIT, "b")).isRegularFile().hasContent("content of two");
    }

    @Test
    void aBranchIsFollowedToItsCommit() throws IOException {
        new PointerFiles().point(repo.pointer(COMMIT, "a"), newBlob("one"), true);

        repo.remember("refs/pr/1", COMMIT);

        assertThat(folder.resolve("hub/models--org--some.name/refs/refs/pr/1")).hasContent(COMMIT);
        assertThat(repo.find("refs/pr/1", "a")).isPresent();
        assertThat(repo.find("main", "a")).isEmpty();
    }

    @Test
    void aFileThatTheHubDoesNotHaveIsNotAskedForAgain() throws IOException {
        repo.rememberMissing(COMMIT, "unet/none.json");

        assertThat(repo.isKnownMissing(COMMIT, "unet/none.json")).isTrue();
        assertThat(repo.isKnownMissing(COMMIT, "unet/other.json")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "/etc/passwd", "a/../../b", "", ".", "a\\b", "C:x"})
    void aPathThatLeavesTheSnapshotIsRefused(String path) {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> repo.pointer(COMMIT, path))
                .withMessage("\"%s\" is no safe name for a file of a model.".formatted(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org", "a/b/c", "../x", "a--b/c", "org/..", "/x", "org/na me"})
    void aNameThatIsNoRepositoryIsRefused(String name) {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> RepoId.parse(name))
                .withMessage("\"%s\" is no name of a model on the hub.".formatted(name));
    }

    private Path newBlob(String etag) throws IOException {
        Path blob = repo.blob(etag);
        Files.createDirectories(blob.getParent());
        return Files.writeString(blob, "content of " + etag);
    }
}
