package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.download.TransferException.Reason;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.FreeSpace;
import org.liverystudio.host.LiveryException;

/** Brings one file to its place among the blobs; it gets there only with the right hash. */
final class FileDownload {
    private static final int MOST_STARTS = 3;

    private final DownloadTools tools;
    private final BooleanSupplier cancelled;

    FileDownload(DownloadTools tools, BooleanSupplier cancelled) {
        this.tools = tools;
        this.cancelled = cancelled;
    }

    /**
     * Fetches what an earlier run has not brought already.
     *
     * @param hash of the content; if empty, only the size can be checked
     * @throws LiveryException if it cannot be fetched; finished parts stay
     * @throws CancellationException if cancelled; finished parts stay
     */
    void fetch(RemoteFile file, Optional<ContentHash> hash, RepoFolder repo)
            throws IOException, InterruptedException {
        int pieceBytes = tools.tuning().pieceBytes();
        try (PartialFile part =
                PartialFile.open(repo.partials(), file.etag(), file.sizeBytes(), pieceBytes)) {
            boolean ranges = file.sizeBytes() > pieceBytes;
            BitSet survived = part.survived();
            String problem = "";
            for (int start = 0; start < MOST_STARTS; start++) {
                PieceMap pieces = new PieceMap(file.sizeBytes(), pieceBytes, survived);
                long here = pieces.doneBytes();
                FreeSpace.require(
                        repo.folder(), file.sizeBytes() - here, FreeSpace.bytesAt(repo.folder()));
                tools.meter().correct(here);
                Transfer transfer = new Transfer(tools, file, part, pieces, ranges);
                try {
                    if (transfer.run(hash, cancelled)) {
                        part.moveTo(repo.blob(file.etag()));
                        return;
                    }
                    problem = "it arrived damaged, its hash is wrong";
                } catch (TransferException e) {
                    problem = e.getMessage();
                    ranges = ranges && e.reason() != Reason.NO_RANGES;
                    if (e.reason() == Reason.FILE_CHANGED) {
                        requireUnchanged(file);
                    }
                }
                tools.meter().correct(-here - transfer.countedBytes());
                part.discard();
                survived = new BitSet();
            }
            throw DownloadTools.gaveUp(file, new IOException(problem));
        }
    }

    /** A cache between us and the hub may mix up contents; the hub itself has the last word. */
    private void requireUnchanged(RemoteFile file) throws IOException {
        RemoteFile now = tools.client().resolve(file.repo(), file.commit(), file.path());
        if (!now.hasSameContentAs(file)) {
            throw new LiveryException(
                    "%s changed on the hub while it was fetched.".formatted(file),
                    "Start the download again to get the new file.");
        }
    }
}
