package org.liverystudio.ai.hub.cache;

import java.util.Optional;
import java.util.regex.Pattern;
import org.liverystudio.host.LiveryException;

/** The name of a model repository on the hub, {@code organisation/name}. */
public record RepoId(String organisation, String name) {
    private static final Pattern PART = Pattern.compile("\\w(?:[\\w.-]{0,94}\\w)?");

    /**
     * @throws LiveryException if a part is no name on the hub; names become folder names, so
     *     nothing else may pass
     */
    public RepoId {
        if (!isName(organisation) || !isName(name)) {
            throw notAName(organisation + "/" + name);
        }
    }

    /**
     * @throws LiveryException if the text is not {@code organisation/name}
     */
    public static RepoId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw notAName(text);
        }
        return new RepoId(parts[0], parts[1]);
    }

    /**
     * @param folder of a cache
     * @return empty if it is no folder of a model
     */
    public static Optional<RepoId> ofFolder(String folder) {
        String[] parts = folder.split("--", -1);
        return parts.length == 3
                        && parts[0].equals("models")
                        && isName(parts[1])
                        && isName(parts[2])
                ? Optional.of(new RepoId(parts[1], parts[2]))
                : Optional.empty();
    }

    /** Two hyphens separate the parts of a folder name, so no part may hold them. */
    private static boolean isName(String part) {
        return PART.matcher(part).matches() && !part.contains("--") && !part.contains("..");
    }

    private static LiveryException notAName(String text) {
        return new LiveryException(
                "\"%s\" is no name of a model on the hub.".formatted(text),
                "Names look like stabilityai/stable-diffusion-xl-base-1.0.");
    }

    /** Such as {@code models--stabilityai--sdxl-turbo}. */
    public String folderName() {
        return "models--" + organisation + "--" + name;
    }

    @Override
    public String toString() {
        return organisation + "/" + name;
    }
}
