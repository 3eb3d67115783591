package org.liverystudio.ai.hub.library;

import java.util.List;
import org.liverystudio.ai.hub.cache.RepoId;

/**
 * A repository in the cache, whoever brought it.
 *
 * @param sizeBytes on the drive; contents that several snapshots share count once
 * @param sets names of the sets that use it; empty if other programs brought it
 */
public record CachedRepo(RepoId id, long sizeBytes, List<String> sets) {
    public CachedRepo {
        sets = List.copyOf(sets);
    }
}
