package org.liverystudio.ai.hub.download;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.liverystudio.host.LiveryException;

/**
 * The proxies that the environment names, as curl and Python read them: {@code HTTPS_PROXY}, {@code
 * HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, in either case. Where it names none, Java's
 * own settings count.
 *
 * @param byScheme proxy for {@code http} and {@code https}
 * @param without hosts that are asked directly: names, {@code .domain}, or {@code *} for all
 */
public record ProxySettings(Map<String, URI> byScheme, List<String> without) {
    public static final ProxySettings NONE = new ProxySettings(Map.of(), List.of());

    public ProxySettings {
        byScheme = Map.copyOf(byScheme);
        without = List.copyOf(without);
    }

    /**
     * @throws LiveryException if a proxy is no address; its password is not repeated
     */
    static ProxySettings of(Map<String, String> environment) {
        Map<String, URI> proxies = new HashMap<>();
        for (String scheme : List.of("http", "https")) {
            text(environment, scheme + "_proxy")
                    .or(() -> text(environment, "all_proxy"))
                    .ifPresent(value -> proxies.put(scheme, address(scheme, value)));
        }
        List<String> without =
                text(environment, "no_proxy").stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList();
        return new ProxySettings(proxies, without);
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    private static URI address(String scheme, String text) {
        String full = text.contains("://") ? text : "http://" + text;
        try {
            URI proxy = URI.create(full);
            if (proxy.getHost() != null && proxy.getScheme().matches("https?|socks5h?")) {
                return proxy;
            }
        } catch (IllegalArgumentException _) {
            // Told below, without the text: it may hold a password.
        }
        throw new LiveryException(
                "The environment's proxy for %s is no address.".formatted(scheme),
                "Set %s_PROXY to an address such as http://proxy.example:3128, or unset it."
                        .formatted(scheme.toUpperCase(Locale.ROOT)));
    }

    void applyTo(OkHttpClient.Builder builder) {
        if (byScheme.isEmpty()) {
            return;
        }
        builder.proxySelector(new Selector(this));
        builder.proxyAuthenticator(
                (route, response) -> {
                    String scheme = response.request().url().scheme();
                    Optional<String> user =
                            Optional.ofNullable(byScheme.get(scheme)).map(URI::getUserInfo);
                    boolean refused =
                            response.request().header("Proxy-Authorization") != null
                                    || user.isEmpty();
                    if (refused) {
                        return null; // OkHttp's word for giving up.
                    }
                    String[] parts = user.get().split(":", 2);
                    return response.request()
                            .newBuilder()
                            .header(
                                    "Proxy-Authorization",
                                    Credentials.basic(parts[0], parts.length > 1 ? parts[1] : ""))
                            .build();
                });
    }

    Proxy proxyFor(URI address) {
        URI proxy = byScheme.get(address.getScheme());
        if (proxy == null || isDirect(address.getHost().toLowerCase(Locale.ROOT))) {
            return Proxy.NO_PROXY;
        }
        boolean socks = proxy.getScheme().startsWith("socks");
        int port = proxy.getPort() >= 0 ? proxy.getPort() : socks ? 1080 : 80;
        return new Proxy(
                socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(proxy.getHost(), port));
    }

    private boolean isDirect(String host) {
        return without.stream()
                .anyMatch(
                        rule ->
                                rule.equals("*")
                                        || host.equals(rule.replaceFirst("^\\.", ""))
                                        || host.endsWith("." + rule.replaceFirst("^\\.", "")));
    }

    /** Without passwords: this text may land in a log. */
    @Override
    public String toString() {
        return "ProxySettings[for=%s, without=%s]".formatted(byScheme.keySet(), without);
    }

    private static final class Selector extends ProxySelector {
        private final ProxySettings settings;

        Selector(ProxySettings settings) {
            this.settings = settings;
        }

        @Override
        public List<Proxy> select(URI address) {
            return List.of(settings.proxyFor(address));
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException reason) {
            // The request fails with the same reason.
        }
    }
}
