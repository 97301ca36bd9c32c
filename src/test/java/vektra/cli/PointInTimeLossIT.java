package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** The disk of PostgreSQL's data is gone, and that of its archive is not. */
class PointInTimeLossIT {
    private static final Pattern LATEST = Pattern.compile("the latest: --at '(.*)'");

    @Test
    @Sampled(oneIn = 4)
    void what_was_archived_before_the_disk_died_comes_back() throws Exception {
        try (Home home = new Home()) {
            Path disk = Files.createDirectory(home.scratch().resolve("disk2"));
            Files.setPosixFilePermissions(home.scratch(), Files.getPosixFilePermissions(Path.of("/usr")));
            assertThat(home.vektra("addons:enable", "postgres", "--archive", disk + "/none/wal")
                            .exits(5)
                            .err())
                    .contains("there is no folder " + disk + "/none/wal");
            home.vektra("addons:enable", "postgres", "--spares", "0", "--archive", disk.toString())
                    .ok();
            home.vektra("addons:bind", "postgres", "-a", "shop").ok();
            archivedByItself(home);
            home.vektra("backups:run").ok();
            String url = home.config("shop").get("DATABASE_URL");
            try (Connection connection = Home.connect(url)) {
                connection.createStatement().execute("create table line as select generate_series(1, 100) as n");
            }
            // moments are shown in seconds, and this one is to be after the rows
            String next = Home.ask(url, "select date_trunc('second', clock_timestamp()) + interval '1 s'");
            await().until(() ->
                    Home.ask(url, "select clock_timestamp() > '" + next + "'").equals("t"));
            archived(home);
            loseDisk(home);
            home.vektra("addons:doctor", "--fix", "--confirm", "postgres");
            String refused = home.vektra("backups:restore", "postgres", "-a", "shop", "--at", "1s")
                    .exits(4)
                    .err();
            Matcher latest = LATEST.matcher(refused);
            assertThat(latest.find()).as(refused).isTrue();
            home.vektra("backups:restore", "postgres", "-a", "shop", "--at", latest.group(1), "--as", "BACK")
                    .ok();
            assertThat(Home.ask(home.config("shop").get("BACK_URL"), "select count(*) from line"))
                    .isEqualTo("100");
            // what begins anew is another archive
            assertThat(home.vektra("backups:run").ok().out()).contains("server postgres: base backup");
            try (Stream<Path> clusters = Files.list(disk.resolve("postgres"))) {
                assertThat(clusters).hasSize(2);
            }
        }
    }

    /** Not forced: what was written goes into the archive soon. */
    private static void archivedByItself(Home home) throws Exception {
        archived(home, "select pg_walfile_name(pg_current_wal_lsn())");
    }

    private static void archived(Home home) throws Exception {
        archived(home, "select pg_walfile_name(pg_switch_wal())");
    }

    private static void archived(Home home, String asked) throws Exception {
        String admin = home.adminUrl("postgres");
        String segment = Home.ask(admin, asked);
        await().until(() -> Home.ask(admin, "select coalesce(last_archived_wal, '') from pg_stat_archiver")
                        .compareTo(segment)
                >= 0);
    }

    private static void loseDisk(Home home) throws Exception {
        Path server = home.path().resolve("servers/postgres").toRealPath();
        long pid = Long.parseLong(Files.readAllLines(server.resolve("pid")).get(0));
        Signal.send("KILL", pid);
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
        new ProcessBuilder("rm", "-rf", server.resolve("data").toString())
                .start()
                .waitFor();
    }
}
