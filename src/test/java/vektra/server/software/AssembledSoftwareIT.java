package vektra.server.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.service.Software;
import vektra.server.Workbench;
import vektra.spi.SoftwareSource.Assembled;
import vektra.spi.SoftwareSource.Assembled.Library;

/** Libraries from a mirror of Maven Central. */
class AssembledSoftwareIT {
    @TempDir
    private Path folder;

    private final Map<String, String> mirror = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private Workbench bench;
    private HttpServer server;
    private Assembled source;

    @BeforeEach
    void open() throws IOException {
        bench = new Workbench(folder);
        bench.onlyPrograms("sync");
        bench.environment.put("HOME", folder.resolve("user").toString());
        Files.createDirectories(bench.installation.resolve("lib"));
        Files.writeString(bench.installation.resolve("lib/vektra.jar"), "");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            String text = mirror.get(path);
            exchange.sendResponseHeaders(text == null ? 404 : 200, 0);
            exchange.getResponseBody().write(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        bench.environment.put(
                "VEKTRA_MAVEN_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror");
        source = new Assembled(
                "thing",
                "2.1",
                "a.Main",
                List.of(library("org.one:first:1.0", "one"), library("two:second-part:2", "two")),
                List.of("-Xmx64m"));
    }

    @AfterEach
    void close() {
        server.stop(0);
        bench.close();
    }

    private Library library(String coordinates, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("content"), content);
        mirror.put("/mirror/" + Coordinates.parse(coordinates).repositoryPath(), content);
        return new Library(coordinates, Artifacts.sha256(file));
    }

    private Software find() throws Unfit {
        return bench.assembled().find(source, bench.search(), bench.cache());
    }

    @Test
    void are_fetched_once_and_stand_before_our_own_jar() throws Exception {
        Software found = find();
        assertThat(found.version()).isEqualTo("2.1");
        assertThat(found.source()).isEqualTo("embedded");
        List<String> command = found.command();
        assertThat(command.subList(1, 3)).containsExactly("-Xmx64m", "-cp");
        assertThat(command.get(4)).isEqualTo("a.Main");
        List<Path> path =
                List.of(command.get(3).split(":")).stream().map(Path::of).toList();
        assertThat(path)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("first-1.0.jar", "second-part-2.jar", "vektra.jar");
        assertThat(path.get(0)).hasContent("one");
        assertThat(find()).isEqualTo(found);
        assertThat(asked).hasSize(2);
        assertThat(bench.search().stillRuns(found)).isTrue();
        Files.delete(path.get(1));
        assertThat(bench.search().stillRuns(found)).isFalse();
        assertThat(find()).isEqualTo(found);
        assertThat(path.get(1)).hasContent("two");
        Files.writeString(path.get(0), "");
        assertThat(find()).isEqualTo(found);
        assertThat(path.get(0)).hasContent("one");
    }

    @Test
    void a_look_alone_fetches_nothing() throws Exception {
        Software previewed = bench.assembled().preview(source, bench.search());
        assertThat(previewed.version()).isEqualTo("2.1");
        assertThat(asked).isEmpty();
    }

    @Test
    void one_that_is_missing_or_another_than_expected_is_said_and_nothing_stays() {
        mirror.put("/mirror/two/second-part/2/second-part-2.jar", "tampered");
        assertThatThrownBy(this::find)
                .isInstanceOf(Unfit.class)
                .hasMessageContainingAll("no second-part-2.jar", "another checksum", "no mvn on PATH");
        mirror.remove("/mirror/two/second-part/2/second-part-2.jar");
        assertThatThrownBy(this::find)
                .isInstanceOf(Unfit.class)
                .hasMessageContainingAll("no second-part-2.jar", "answered 404");
        assertThat(bench.cache().root()).isEmptyDirectory();
    }
}
