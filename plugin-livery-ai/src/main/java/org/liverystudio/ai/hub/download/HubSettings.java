package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.liverystudio.host.LiveryException;

/**
 * Where models come from and where they lie, as the environment says it to huggingface_hub.
 *
 * @param cache folder that holds the repositories
 * @param cacheIsChosen whether the environment names just that folder, so that no other is used
 * @param endpoint address of the hub, without a slash at its end
 * @param token secret for models that need consent; never shown
 * @param offline whether nothing may be fetched
 * @param proxies through which the hub is asked
 */
public record HubSettings(
        Path cache,
        boolean cacheIsChosen,
        URI endpoint,
        Optional<String> token,
        boolean offline,
        ProxySettings proxies) {
    private static final String PUBLIC_HUB = "https://huggingface.co";
    private static final Set<String> YES = Set.of("1", "ON", "YES", "TRUE");

    /**
     * @param environment the process's variables
     * @param home the user's folder, for {@code ~} and for the default place
     * @throws LiveryException if the endpoint is no web address
     */
    public static HubSettings of(Map<String, String> environment, Path home) {
        Variables variables = new Variables(environment, home);
        Path general =
                variables
                        .path("HF_HOME")
                        .orElseGet(
                                () ->
                                        variables
                                                .path("XDG_CACHE_HOME")
                                                .orElse(home.resolve(".cache"))
                                                .resolve("huggingface"));
        Optional<Path> chosen =
                variables.path("HF_HUB_CACHE").or(() -> variables.path("HUGGINGFACE_HUB_CACHE"));
        Path cache = chosen.orElse(general.resolve("hub"));
        boolean offline = variables.yes("HF_HUB_OFFLINE") || variables.yes("TRANSFORMERS_OFFLINE");
        return new HubSettings(
                cache.toAbsolutePath().normalize(),
                chosen.isPresent(),
                endpoint(variables.text("HF_ENDPOINT").orElse(PUBLIC_HUB)),
                token(variables, general),
                offline,
                ProxySettings.of(environment));
    }

    /** The same with the models elsewhere. */
    public HubSettings withCache(Path other) {
        return new HubSettings(
                other.toAbsolutePath().normalize(), true, endpoint, token, offline, proxies);
    }

    private static URI endpoint(String text) {
        String trimmed = text.replaceAll("/+$", "");
        if (!trimmed.matches("(?i)https?://[^\\s/]+(/\\S*)?")) {
            throw new LiveryException(
                    "HF_ENDPOINT is \"%s\", which is no web address.".formatted(text),
                    "Set it to an address such as https://huggingface.co, or unset it.");
        }
        return URI.create(trimmed);
    }

    private static Optional<String> token(Variables variables, Path general) {
        Optional<String> spoken =
                variables.text("HF_TOKEN").or(() -> variables.text("HUGGING_FACE_HUB_TOKEN"));
        if (spoken.isPresent() || variables.yes("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
            return spoken;
        }
        Path file = variables.path("HF_TOKEN_PATH").orElse(general.resolve("token"));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            throw new LiveryException(
                    "The file with the hub's token, %s, cannot be read.".formatted(file),
                    "Make it readable, or set HF_HUB_DISABLE_IMPLICIT_TOKEN=1 to go on without.",
                    e);
        }
    }

    /** Without the token: this text may land in a log. */
    @Override
    public String toString() {
        return "HubSettings[cache=%s, endpoint=%s, offline=%s]".formatted(cache, endpoint, offline);
    }

    /** A variable that is set to nothing counts as not set. */
    private record Variables(Map<String, String> environment, Path home) {
        Optional<String> text(String name) {
            return Stream.ofNullable(environment.get(name))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .findFirst();
        }

        Optional<Path> path(String name) {
            return text(name)
                    .map(
                            value ->
                                    value.equals("~") || value.startsWith("~/")
                                            ? home.resolve(
                                                    value.substring(1).replaceFirst("^/", ""))
                                            : Path.of(value));
        }

        boolean yes(String name) {
            return text(name).map(v -> YES.contains(v.toUpperCase(Locale.ROOT))).orElse(false);
        }
    }
}
