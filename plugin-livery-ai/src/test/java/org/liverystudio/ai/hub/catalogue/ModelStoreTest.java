package org.liverystudio.ai.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.hub.catalogue.HubFixture.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.hub.cache.CheckedBlobs;
import org.liverystudio.ai.hub.cache.HubCache;
import org.liverystudio.ai.hub.cache.PointerFiles;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.catalogue.ModelStore.FileState;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.FileHasher;

class ModelStoreTest {
    @TempDir Path folder;
    private final ModelSet set = HubFixture.tinyCatalogue().require("tiny");
    private final PinnedFile first = set.files().get(0);
    private ModelStore store;

    @BeforeEach
    void open() {
        store = newStore();
    }

    private ModelStore newStore() {
        return new ModelStore(
                new HubCache(cache()), new CheckedBlobs(folder.resolve("data/checked.json")));
    }

    private Path cache() {
        return folder.resolve("hub");
    }

    @Test
    void aFileOfAnotherProgramIsUncheckedUntilItsHashWasRightOnce() throws IOException {
        assertThat(store.state(first)).isEqualTo(FileState.MISSING);
        HubFixture.put(cache(), first, bytes("first"));
        assertThat(store.state(first)).isEqualTo(FileState.UNCHECKED);

        assertThat(store.verify(first, _ -> {}, () -> false)).isEqualTo(FileState.CHECKED);

        assertThat(newStore().state(first)).isEqualTo(FileState.CHECKED);
    }

    @Test
    void aFileThatChangedIsCheckedAgain() throws IOException {
        Path pointer = HubFixture.put(cache(), first, bytes("first"));
        store.verify(first, _ -> {}, () -> false);

        Files.writeString(pointer, "fIrst");
        Files.setLastModifiedTime(pointer, FileTime.fromMillis(1_000));

        assertThat(store.state(first)).isEqualTo(FileState.UNCHECKED);
        assertThat(store.verify(first, _ -> {}, () -> false)).isEqualTo(FileState.BROKEN);
        assertThat(store.state(first)).isEqualTo(FileState.UNCHECKED);
    }

    @Test
    void aFileThatWasCutOffIsBroken() throws IOException {
        HubFixture.put(cache(), first, bytes("fir"));

        assertThat(store.state(first)).isEqualTo(FileState.BROKEN);
        assertThat(store.bytesHere(set)).isZero();
    }

    @Test
    void aSetIsCompleteWithItsLastFile() throws IOException {
        HubFixture.put(cache(), first, bytes("first"));
        assertThat(store.isComplete(set)).isFalse();
        assertThat(store.bytesHere(set)).isEqualTo(5);

        HubFixture.put(cache(), set.files().get(1), bytes("second"));

        assertThat(store.isComplete(set)).isTrue();
    }

    @Test
    void aBlobThatLinksIntoASharedStoreIsReadWhereItLies() throws IOException {
        Path shared = Files.writeString(folder.resolve("shared-store"), "first");
        RepoFolder repo = new HubCache(cache()).repo(first.repo());
        Path blob = repo.blob(first.sha256().orElseThrow());
        Files.createDirectories(blob.getParent());
        Files.createSymbolicLink(blob, shared);
        new PointerFiles().point(repo.pointer(first.commit(), first.path()), blob, false);

        assertThat(store.verify(first, _ -> {}, () -> false)).isEqualTo(FileState.CHECKED);
        assertThat(blob).isSymbolicLink();
    }

    @Test
    void aDamagedListOfCheckedFilesOnlyCostsASecondLook() throws IOException {
        HubFixture.put(cache(), first, bytes("first"));
        store.verify(first, _ -> {}, () -> false);
        Files.writeString(folder.resolve("data/checked.json"), "{\"cut o");

        assertThat(store.state(first)).isEqualTo(FileState.UNCHECKED);
        assertThat(store.verify(first, _ -> {}, () -> false)).isEqualTo(FileState.CHECKED);
    }

    @Test
    void smallFilesAreHashedAsGitDoes() throws IOException {
        Path file = Files.writeString(folder.resolve("hello"), "hello\n");

        assertThat(
                        FileHasher.matches(
                                file,
                                ContentHash.ofEtag("ce013625030ba8dba906f756967f9e9ca394464a")
                                        .orElseThrow(),
                                _ -> {},
                                () -> false))
                .isTrue();
    }
}
