package org.liverystudio.ai.hub.catalogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.host.LiveryException;

/**
 * A model of the hub as a painter names it: {@code org/name}, {@code org/name@revision}, {@code
 * org/name:file.safetensors}.
 *
 * @param revision branch, tag or commit
 * @param file one file of several
 */
public record ModelName(RepoId repo, String revision, Optional<String> file) {
    private static final String USUAL_REVISION = "main";
    private static final Pattern NAME =
            Pattern.compile("([^/@:]+/[^/@:]+)(?:@([\\w./-]{1,120}))?(?::([^:]{1,400}))?");

    /**
     * @return empty if the text does not look like one
     * @throws LiveryException if it does, but cannot be a name
     */
    public static Optional<ModelName> parse(String text) {
        Matcher parts = NAME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new ModelName(
                        RepoId.parse(parts.group(1)),
                        Optional.ofNullable(parts.group(2)).orElse(USUAL_REVISION),
                        Optional.ofNullable(parts.group(3))));
    }

    /** As it is typed, without what goes without saying. */
    @Override
    public String toString() {
        return repo
                + (revision.equals(USUAL_REVISION) ? "" : "@" + revision)
                + file.map(name -> ":" + name).orElse("");
    }
}
