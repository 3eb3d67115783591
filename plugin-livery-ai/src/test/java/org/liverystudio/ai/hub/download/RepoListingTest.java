package org.liverystudio.ai.hub.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liverystudio.ai.hub.catalogue.ModelName;
import org.liverystudio.ai.hub.catalogue.ModelSet;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.host.LiveryException;

@Timeout(30)
class RepoListingTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String SHA = "b".repeat(64);

    private final MockWebServer hub = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aRepositoryBecomesASetOfTheFilesThatAreNeeded() throws Exception {
        facts();
        page(
                "{\"type\": \"directory\", \"path\": \"unet\"},"
                        + entry("config.json", 70)
                        + ","
                        + entry("diffusion_pytorch_model.bin", 9000),
                Optional.of("tree/" + COMMIT + "?recursive=true&cursor=2"));
        page(
                "{\"type\": \"file\", \"path\": \"diffusion_pytorch_model.fp16.safetensors\","
                        + " \"size\": 4500, \"lfs\": {\"oid\": \""
                        + SHA
                        + "\", \"size\": 4500}}",
                Optional.empty());

        ModelSet set = find("org/net@v2");

        assertThat(set.name()).isEqualTo("org/net@v2");
        assertThat(set.licences()).isEqualTo("mit");
        assertThat(set.files())
                .extracting(PinnedFile::path)
                .containsExactly("config.json", "diffusion_pytorch_model.fp16.safetensors");
        PinnedFile weights = set.files().getLast();
        assertThat(weights.commit()).isEqualTo(COMMIT);
        assertThat(weights.sizeBytes()).isEqualTo(4500);
        assertThat(weights.sha256()).contains(SHA);
        assertThat(hub.takeRequest().getUrl().encodedPath())
                .isEqualTo("/api/models/org/net/revision/v2");
        assertThat(hub.takeRequest().getUrl().queryParameter("recursive")).isEqualTo("true");
        assertThat(hub.takeRequest().getUrl().queryParameter("cursor")).isEqualTo("2");
    }

    @Test
    void aBusyHubIsAskedAgain() {
        hub.enqueue(new MockResponse.Builder().code(503).build());
        hub.enqueue(
                new MockResponse.Builder()
                        .code(429)
                        .setHeader("RateLimit", "\"api\";r=0;t=3")
                        .build());
        facts();
        page(entry("style.safetensors", 10), Optional.empty());

        assertThat(find("org/style").files()).hasSize(1);
    }

    @Test
    void aRevisionThatIsNotThereIsNamed() {
        hub.enqueue(
                new MockResponse.Builder()
                        .code(404)
                        .setHeader("X-Error-Code", "RevisionNotFound")
                        .build());

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> find("org/net@none"))
                .withMessage("org/net has no such revision.");
    }

    @Test
    void pathsThatLeadOutsideAreRefused() {
        facts();
        page(entry("../../evil.safetensors", 10), Optional.empty());

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> find("org/net"))
                .withMessageContaining("does not answer as a model hub does");
    }

    @Test
    void pagesInACircleEnd() {
        facts();
        String circle = "tree/" + COMMIT + "?recursive=true";
        page(entry("a.json", 10), Optional.of(circle));
        page(entry("a.json", 10), Optional.of(circle));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> find("org/net"))
                .withMessageContaining("does not answer as a model hub does");
    }

    @Test
    void somethingElseThanAHubIsToldApart() {
        hub.enqueue(new MockResponse.Builder().body("<html>Sign in to the hotel's net").build());

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> find("org/net"))
                .satisfies(e -> assertThat(e.advice()).isEqualTo("Check HF_ENDPOINT."));
    }

    @Test
    void offlineNobodyIsAsked() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(
                        () ->
                                new RepoListing(settings(true))
                                        .find(ModelName.parse("org/net").orElseThrow()))
                .withMessage(
                        "org/net is not in the catalogue, and HF_HUB_OFFLINE forbids to ask for it.");
        assertThat(hub.getRequestCount()).isZero();
    }

    private void facts() {
        hub.enqueue(
                new MockResponse.Builder()
                        .body(
                                "{\"sha\": \"%s\", \"tags\": [\"x\", \"license:mit\"]}"
                                        .formatted(COMMIT))
                        .build());
    }

    private void page(String entries, Optional<String> next) {
        MockResponse.Builder page = new MockResponse.Builder().body("[" + entries + "]");
        next.ifPresent(
                path ->
                        page.setHeader(
                                "Link",
                                "<%s>; rel=\"next\""
                                        .formatted(hub.url("/api/models/org/net/" + path))));
        hub.enqueue(page.build());
    }

    private static String entry(String path, int size) {
        return "{\"type\": \"file\", \"path\": \"%s\", \"size\": %d, \"oid\": \"x\"}"
                .formatted(path, size);
    }

    private ModelSet find(String name) {
        Time noWaiting =
                new Time() {
                    @Override
                    public long nanos() {
                        return System.nanoTime();
                    }

                    @Override
                    public void sleep(Duration duration) {
                        assertThat(duration).isPositive();
                    }
                };
        return new RepoListing(settings(false), noWaiting, new BackOff(new Random(1)))
                .find(ModelName.parse(name).orElseThrow());
    }

    private HubSettings settings(boolean offline) {
        String endpoint = "http://localhost:" + hub.getPort();
        return new HubSettings(
                Path.of("unused"),
                true,
                URI.create(endpoint),
                Optional.empty(),
                offline,
                ProxySettings.NONE);
    }
}
