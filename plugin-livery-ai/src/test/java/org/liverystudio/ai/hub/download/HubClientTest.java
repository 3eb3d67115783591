package org.liverystudio.ai.hub.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liverystudio.ai.hub.cache.RepoId;
import org.liverystudio.host.LiveryException;

/** The ways to the hub: proxies, addresses of both kinds, other endpoints. */
@Timeout(30)
class HubClientTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final RepoId REPO = RepoId.parse("org/model");

    @Test
    void aProxyOfTheEnvironmentIsAskedForTheHub() throws Exception {
        try (MockWebServer proxy = started()) {
            proxy.enqueue(new MockResponse.Builder().code(407).build());
            proxy.enqueue(description());
            String address = "http://painter:secret@127.0.0.1:" + proxy.getPort();

            RemoteFile file = client(Map.of("http_proxy", address)).resolve(REPO, "main", "a.json");

            assertThat(file.sizeBytes()).isEqualTo(12);
            RecordedRequest first = proxy.takeRequest();
            assertThat(first.getRequestLine())
                    .startsWith("HEAD http://hub.example/org/model/resolve/main/a.json");
            assertThat(proxy.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isEqualTo("Basic cGFpbnRlcjpzZWNyZXQ=");
        }
    }

    @Test
    void hostsOfNoProxyAreAskedDirectly() {
        ProxySettings proxies =
                ProxySettings.of(
                        Map.of(
                                "HTTPS_PROXY",
                                "proxy.example:3128",
                                "NO_PROXY",
                                "localhost, .inside.example"));

        assertThat(proxies.proxyFor(URI.create("https://hub.example/x")).address())
                .hasToString("proxy.example/<unresolved>:3128");
        assertThat(proxies.proxyFor(URI.create("https://a.inside.example/x")))
                .isEqualTo(Proxy.NO_PROXY);
        assertThat(proxies.proxyFor(URI.create("https://outside.example/x")))
                .isNotEqualTo(Proxy.NO_PROXY);
        assertThat(proxies.proxyFor(URI.create("http://hub.example/x"))).isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void aProxyThatIsNoAddressIsToldWithoutItsPassword() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> ProxySettings.of(Map.of("HTTPS_PROXY", "a:secret@:x y")))
                .withMessage("The environment's proxy for https is no address.")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("secret"));
    }

    @Test
    void aProxysPasswordIsInNoText() {
        ProxySettings proxies = ProxySettings.of(Map.of("ALL_PROXY", "http://u:secret@p:1"));

        assertThat(proxies.toString()).doesNotContain("secret");
    }

    @Test
    void anAddressOfTheOtherKindThatLeadsNowhereDoesNotStopIt() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
            server.enqueue(description());
            HubClient client =
                    new HubClient(
                            settings(
                                    URI.create("http://hub.example:" + server.getPort()), Map.of()),
                            _ ->
                                    List.of(
                                            InetAddress.getByName("::1"),
                                            InetAddress.getByName("127.0.0.1")));

            assertThat(client.resolve(REPO, "main", "a.json").commit()).isEqualTo(COMMIT);
        }
    }

    @Test
    void anEndpointMayHaveAPathOfItsOwn() throws Exception {
        try (MockWebServer server = started()) {
            server.enqueue(description());
            URI endpoint = URI.create(server.url("/mirror/hub").toString());

            new HubClient(settings(endpoint, Map.of())).resolve(REPO, "main", "a b.json");

            assertThat(server.takeRequest().getUrl().encodedPath())
                    .isEqualTo("/mirror/hub/org/model/resolve/main/a%20b.json");
        }
    }

    private static MockWebServer started() throws IOException {
        MockWebServer server = new MockWebServer();
        server.start();
        return server;
    }

    private static MockResponse description() {
        return new MockResponse.Builder()
                .setHeader("X-Repo-Commit", COMMIT)
                .setHeader("X-Linked-Etag", "\"" + "0".repeat(64) + "\"")
                .setHeader("X-Linked-Size", "12")
                .build();
    }

    private static HubClient client(Map<String, String> environment) {
        return new HubClient(settings(URI.create("http://hub.example"), environment));
    }

    private static HubSettings settings(URI endpoint, Map<String, String> environment) {
        return new HubSettings(
                Path.of("unused"),
                true,
                endpoint,
                Optional.empty(),
                false,
                ProxySettings.of(environment));
    }
}
