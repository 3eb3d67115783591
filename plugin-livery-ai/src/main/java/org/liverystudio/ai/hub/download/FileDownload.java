package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.liverystudio.ai.hub.cache.RepoFolder;
import org.liverystudio.ai.hub.download.ProgressMeter.FileMeter;
import org.liverystudio.ai.hub.download.TransferException.Reason;
import org.liverystudio.ai.hub.files.ContentHash;
import org.liverystudio.ai.hub.files.FreeSpace;
import org.liverystudio.ai.hub.files.PieceHashes;
import org.liverystudio.host.LiveryException;

/** Brings one file to its place among the blobs; it gets there only with the right hash. */
final class FileDownload {
    private static final int MOST_STARTS = 3;

    private final DownloadTools tools;
    private final Crew crew;
    private final FileMeter meter;

    FileDownload(DownloadTools tools, Crew crew, FileMeter meter) {
        this.tools = tools;
        this.crew = crew;
        this.meter = meter;
    }

    /**
     * Fetches what an earlier run has not brought already.
     *
     * @param hash of the content; if empty, only the size can be checked
     * @param known hashes of its pieces, if the catalogue has them
     * @throws LiveryException if it cannot be fetched; finished parts stay
     * @throws java.util.concurrent.CancellationException if cancelled; finished parts stay
     */
    void fetch(
            RemoteFile file,
            Optional<ContentHash> hash,
            Optional<PieceHashes> known,
            RepoFolder repo)
            throws IOException, InterruptedException {
        int pieceBytes = tools.tuning().pieceBytes();
        try (PartialFile part =
                PartialFile.open(
                        tools.storage(),
                        repo.partials(),
                        file.etag(),
                        file.sizeBytes(),
                        pieceBytes)) {
            boolean ranges = file.sizeBytes() > pieceBytes;
            boolean comparing = false;
            String problem = "";
            for (int start = 0; start < MOST_STARTS; start++) {
                BitSet here = comparing ? new BitSet() : part.survived();
                PieceMap pieces = new PieceMap(file.sizeBytes(), pieceBytes, here);
                meter.restart(file.sizeBytes(), pieces.doneBytes());
                if (!comparing) {
                    requireSpace(repo, file.sizeBytes() - pieces.doneBytes());
                }
                PieceKeeper keeper = new PieceKeeper(part, pieces, comparing);
                Verifier verifier =
                        new Verifier(
                                file.toString(),
                                file.sizeBytes(),
                                part,
                                pieces,
                                keeper,
                                hash,
                                known,
                                pieceBytes,
                                meter);
                try {
                    Transfer transfer =
                            new Transfer(tools, file, part, pieces, keeper, ranges, meter);
                    if (transfer.run(crew, verifier)) {
                        part.moveTo(repo.blob(file.etag()));
                        meter.restart(file.sizeBytes(), file.sizeBytes());
                        return;
                    }
                    problem = "it arrived damaged, its hash is wrong";
                    tools.meter().trouble("a file arrived damaged, its parts are compared");
                    comparing = true;
                } catch (TransferException e) {
                    problem = e.getMessage();
                    ranges = ranges && e.reason() != Reason.NO_RANGES;
                    comparing = false;
                    if (e.reason() == Reason.FILE_CHANGED) {
                        requireUnchanged(file);
                        part.discard();
                    }
                }
            }
            part.discard();
            throw DownloadTools.gaveUp(file, new IOException(problem));
        }
    }

    private static void requireSpace(RepoFolder repo, long bytes) {
        FreeSpace.require(repo.folder(), bytes, FreeSpace.bytesAt(repo.folder()));
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
