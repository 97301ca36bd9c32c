package vektra.cli.monitors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Ports;
import vektra.fixture.Sampled;

/** What {@code monitors:metrics} prints, read by the programs of Debian's prometheus where they are installed. */
@Sampled(oneIn = 2)
class PrometheusIT {
    private Home home;
    private String page;

    @BeforeEach
    void open() throws IOException {
        home = new Home();
        Path success = home.scratch().resolve("monitors/git");
        Files.createDirectories(success);
        for (String name : new String[] {"clone", "push"}) {
            Path file = Files.writeString(
                    success.resolve(name), "#!/bin/sh\nexit " + (name.equals("clone") ? 0 : 1) + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        home.launched("monitors:run", "git/clone").ok();
        home.launched("monitors:run", "git/push").exits(1);
        page = home.vektra("monitors:metrics").ok().out();
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static String installed(String program) {
        String found = Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/bin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        if (found.isEmpty()) {
            System.out.println("skipped: no " + program + " on this machine");
        }
        assumeTrue(!found.isEmpty(), "no " + program);
        return found;
    }

    @Test
    void promtool_has_nothing_to_say_against_the_page() {
        home.write("page", page);
        Home.Ran ran = home.shell(Map.of("PROMTOOL", installed("promtool")), "\"$PROMTOOL\" check metrics <page");
        assertThat(ran.exits(0).out() + ran.err()).isEmpty();
    }

    @Test
    void prometheus_reads_the_page() throws Exception {
        String prometheus = installed("prometheus");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = page.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        int port = Ports.free();
        Path config =
                home.write("prometheus.yml", """
                scrape_configs:
                  - job_name: vektra
                    scrape_interval: 1s
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(server.getAddress().getPort()));
        Process process = new ProcessBuilder(
                        prometheus,
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + home.scratch().resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(home.scratch().resolve("prometheus.log").toFile())
                .start();
        try {
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(value(port, "vektra_monitor_up{source=\"git.clone\"}"))
                            .isEqualTo("1"));
            assertThat(value(port, "vektra_monitor_up{source=\"git.push\"}")).isEqualTo("0");
            assertThat(value(port, "sum(vektra_monitor_runs_total)")).isEqualTo("2");
            assertThat(value(port, "vektra_monitor_duration_seconds_count{source=\"git.clone\"}"))
                    .isEqualTo("1");
        } finally {
            process.destroyForcibly().waitFor();
            server.stop(0);
        }
    }

    /** Of the one series that a query finds. */
    private static String value(int port, String query) throws IOException {
        URI url = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
        try (InputStream answer = url.toURL().openStream()) {
            JsonNode result = Home.JSON.readTree(answer).at("/data/result");
            assertThat(result).hasSize(1);
            return result.at("/0/value/1").asText();
        }
    }
}
