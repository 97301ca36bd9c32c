package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import vektra.fixture.Home;
import vektra.fixture.Ports;

/** PostgreSQL on two hosts, one of them a streaming standby, adopted by a URL that names both. */
@EnabledIf("possible")
class SeveralHostsIT {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final String PASSWORD = "secretword";

    private final int primary = Ports.free();
    private final int standby = Ports.free();
    private final List<Process> processes = new ArrayList<>();
    private Path folder;

    static boolean possible() {
        return Files.isExecutable(PROGRAMS.resolve("pg_basebackup")) && Files.isExecutable(Path.of("/usr/bin/setpriv"));
    }

    @BeforeEach
    void start() throws Exception {
        folder = Files.createTempDirectory("vektra-hosts-");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        finished(List.of("chown", "-R", "65534:65534", folder.toString()));
        program(
                "initdb",
                "-D",
                data(primary),
                "-U",
                "boss",
                "-A",
                "scram-sha-256",
                "--pwfile",
                password.toString(),
                "-N");
        run(primary);
        program(
                "pg_basebackup",
                "-h",
                "127.0.0.1",
                "-p",
                port(primary),
                "-U",
                "boss",
                "-D",
                data(standby),
                "-R",
                "-c",
                "fast");
        run(standby);
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        finished(List.of("rm", "-rf", folder.toString()));
    }

    @Test
    void vektra_finds_the_primary_and_apps_get_one_host() throws Exception {
        String hosts = "127.0.0.1:" + standby + ",127.0.0.1:" + primary;
        String url = "postgres://boss:" + PASSWORD + "@" + hosts + "/postgres";
        String apps = "127.0.0.1:" + standby;
        try (Home home = new Home()) {
            assertThat(home.vektra("addons:enable", "postgres", "--url", url)
                            .exits(2)
                            .err())
                    .contains("the URL has 2 hosts, and apps need one", "--app-url")
                    .doesNotContain(PASSWORD);
            assertThat(home.vektra("addons:enable", "postgres", "--url", url, "--app-url", hosts)
                            .exits(2)
                            .err())
                    .contains("--app-url is one host");
            assertThat(home.vektra("addons:enable", "postgres", "--app-url", apps)
                            .exits(2)
                            .err())
                    .contains("--app-url is for a server adopted by URL");
            home.vektra("addons:enable", "postgres", "--url", url, "--app-url", apps, "--dry-run")
                    .ok();
            assertThat(home.path().resolve("services/postgres.json")).doesNotExist();
            Home.Ran enabled = home.vektra("addons:enable", "postgres", "--url", url, "--app-url", apps, "--json")
                    .ok();
            assertThat(enabled.out()).contains(apps).doesNotContain(PASSWORD);
            assertThat(Home.JSON
                            .readTree(home.path()
                                    .resolve("services/postgres.json")
                                    .toFile())
                            .findValue("app-url")
                            .asText())
                    .isEqualTo(apps);
            home.vektra("addons:enable", "postgres", "--url", url, "--app-url", apps)
                    .ok();

            home.vektra("addons:bind", "postgres", "-a", "shop").ok();
            assertThat(home.config("shop").get("DATABASE_URL")).contains("@" + apps + "/");
            assertThat(home.vektra("addons:info", "postgres", "-a", "shop", "--json")
                            .ok()
                            .out())
                    .contains("libpq-hosts", "jdbc-hosts");

            Process was = processes.get(0);
            was.descendants().forEach(ProcessHandle::destroyForcibly);
            was.destroyForcibly().waitFor();
            assertThat(home.vektra("addons:bind", "postgres", "-a", "blog")
                            .exits(5)
                            .err())
                    .contains("postgres at " + hosts + " is unavailable: none of those that answer is a primary");
            program("pg_ctl", "promote", "-w", "-D", data(standby));
            home.vektra("addons:bind", "postgres", "-a", "blog").ok();
            assertThat(written(home.config("blog").get("DATABASE_URL"))).isEqualTo(1);
            assertThat(written(home.config("shop").get("DATABASE_URL"))).isEqualTo(1);
        }
    }

    private static int written(String url) throws Exception {
        String[] parts = url.replaceFirst("postgres://", "").split("[:@]", 3);
        try (var app = DriverManager.getConnection("jdbc:postgresql://" + parts[2], parts[0], parts[1])) {
            return app.createStatement().executeUpdate("CREATE TABLE t AS SELECT 7 AS n");
        }
    }

    private String data(int port) {
        return folder.resolve("data" + port).toString();
    }

    private static String port(int port) {
        return Integer.toString(port);
    }

    private void run(int port) throws IOException {
        processes.add(
                builder("postgres", "-D", data(port), "-p", port(port), "-h", "127.0.0.1", "-k", "", "-c", "fsync=off")
                        .start());
        Awaitility.await().ignoreExceptions().until(() -> {
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
            DriverManager.getConnection(url, "boss", PASSWORD).close();
            return true;
        });
    }

    private void program(String... words) throws Exception {
        assertThat(builder(words).start().waitFor()).as(words[0]).isZero();
    }

    private ProcessBuilder builder(String... words) {
        Stream<String> user = Stream.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        Stream<String> program = Stream.of(PROGRAMS.resolve(words[0]).toString());
        ProcessBuilder builder =
                new ProcessBuilder(Stream.of(user, program, Stream.of(words).skip(1))
                        .flatMap(each -> each)
                        .toList());
        builder.environment().putAll(Map.of("PGPASSWORD", PASSWORD, "LC_ALL", "C"));
        return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static void finished(List<String> command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
