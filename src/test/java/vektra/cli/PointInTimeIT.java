package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** PostgreSQL with an archive beside its data, and an app that writes during all of it. */
@Sampled(oneIn = 4)
class PointInTimeIT {
    private static final Home home = new Home();
    private static final ExecutorService threads = Executors.newCachedThreadPool();

    private final AtomicBoolean enough = new AtomicBoolean();
    private String app;
    private Future<Integer> writer;

    @BeforeAll
    static void enable() {
        home.vektra("addons:enable", "postgres", "--spares", "0", "--archive", "on")
                .ok();
        assertThat(home.vektra("backups:run").ok().out()).contains("server postgres: base backup");
        assertThat(home.vektra("backups:run").ok().out()).contains("Nothing to do");
    }

    @AfterAll
    static void close() {
        threads.shutdownNow();
        home.close();
    }

    /** The time of the base backup is shown in seconds, and an add-on has to be younger. */
    @BeforeEach
    void write(TestInfo test) throws SQLException {
        app = "app-" + Integer.toHexString(test.getDisplayName().hashCode());
        home.vektra("addons:bind", "postgres", "-a", app).ok();
        run("create table line (n int primary key)");
        writer = threads.submit(this::written);
    }

    @AfterEach
    void stop() {
        enough.set(true);
    }

    /** How many rows were acknowledged. */
    private int written() throws SQLException {
        int n = 0;
        try (Connection connection = Home.connect(url("DATABASE_URL"))) {
            while (!enough.get()) {
                connection.createStatement().execute("insert into line values (" + (n + 1) + ")");
                n++;
            }
        } catch (SQLException e) {
            if (!enough.get()) {
                throw e;
            }
        }
        return n;
    }

    private String url(String variable) {
        return home.config(app).get(variable);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = Home.connect(url("DATABASE_URL"))) {
            connection.createStatement().execute(sql);
        }
    }

    /** The rows of a moment, and that moment, at which nothing else is written. */
    private List<String> moment() throws SQLException {
        try (Connection connection = Home.connect(url("DATABASE_URL"))) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("lock table line in exclusive mode");
            var row = connection
                    .createStatement()
                    .executeQuery("select count(*), to_char(clock_timestamp() at time zone 'UTC',"
                            + " 'YYYY-MM-DD HH24:MI:SS.US') || ' UTC' from line");
            row.next();
            return List.of(row.getString(1), row.getString(2));
        }
    }

    private static List<Path> archive(String kind) throws IOException {
        Path archive = home.path().resolve("servers/postgres/archive").toRealPath();
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(file -> file.getParent().endsWith(kind)).sorted().toList();
        }
    }

    private static List<String> servers() throws IOException {
        try (Stream<Path> all = Files.list(home.path().resolve("servers"))) {
            return all.map(server -> server.getFileName().toString()).sorted().toList();
        }
    }

    private static void archived(String url) throws SQLException {
        String segment = Home.ask(url, "select pg_walfile_name(pg_switch_wal())");
        await().until(() -> Home.ask(url, "select coalesce(last_archived_wal, '') from pg_stat_archiver")
                        .compareTo(segment)
                >= 0);
    }

    @Test
    @Sampled(oneIn = 1)
    void what_was_committed_before_a_moment_is_there_and_nothing_else() throws Exception {
        await().until(() -> Integer.parseInt(moment().get(0)) > 20);
        List<String> then = moment();
        await().until(() -> Integer.parseInt(moment().get(0)) > Integer.parseInt(then.get(0)) + 20);
        Home.Ran made = home.vektra("backups:restore", "postgres", "-a", app, "--at", then.get(1), "--as", "THEN")
                .ok();
        assertThat(made.out()).contains("and attached it to " + app + " as THEN");
        assertThat(made.err()).contains("vektra addons:promote");
        assertThat(Home.ask(url("THEN_URL"), "select count(*) from line")).isEqualTo(then.get(0));
        assertThat(Home.ask(url("THEN_URL"), "select max(n) from line")).isEqualTo(then.get(0));
        assertThat(servers()).containsExactly("postgres");
        enough.set(true);
        assertThat(Home.ask(url("DATABASE_URL"), "select count(*) from line"))
                .isEqualTo(writer.get().toString());
    }

    @Test
    void what_cannot_be_had_is_refused_and_says_what_can() {
        assertThat(home.vektra("backups:restore", "postgres", "-a", app, "--at", "2026-01-01")
                        .exits(4)
                        .err())
                .contains("was created at");
        assertThat(home.vektra("backups:restore", "postgres", "-a", app, "--at", "2096-01-01")
                        .exits(2)
                        .err())
                .contains("is in the future");
        assertThat(home.vektra("backups:restore", "postgres", "-a", app, "--at", "soon")
                        .exits(2)
                        .err())
                .contains("'soon' is neither a duration nor a time");
        assertThat(home.vektra("backups:restore", "postgres", "-a", app, "--at", "1s", "--confirm", app)
                        .exits(2)
                        .err())
                .contains("--at makes a new add-on");
        assertThat(home.vektra("backups:restore", "postgres", "-a", app, "--as", "THEN")
                        .exits(2)
                        .err())
                .contains("--at makes a new add-on");
    }

    @Test
    void a_segment_that_is_missing_is_named_with_the_last_moment_before_it() throws Exception {
        String admin = home.adminUrl("postgres");
        archived(admin);
        archived(admin);
        archived(admin);
        String later = moment().get(1);
        List<Path> segments = archive("wal").stream()
                .filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}.gz"))
                .toList();
        Path lost = segments.get(segments.size() - 2);
        Path aside = home.scratch().resolve("aside");
        Files.move(lost, aside);
        try {
            String refused = home.vektra("backups:restore", "postgres", "-a", app, "--at", later)
                    .exits(4)
                    .err();
            assertThat(refused)
                    .contains(lost.getFileName().toString().replace(".gz", "") + " is missing in it")
                    .contains("the latest: --at '20");
        } finally {
            Files.move(aside, lost);
        }
    }

    @Test
    void while_the_archive_cannot_be_written_the_server_keeps_what_it_wrote_and_doctor_says_so() throws Exception {
        Path wal = archive("wal").get(0).getParent();
        Files.setPosixFilePermissions(wal, PosixFilePermissions.fromString("r-x------"));
        try {
            Home.ask(home.adminUrl("postgres"), "select pg_switch_wal()");
            await().until(() -> home.vektra("addons:doctor").out().contains("does not get into its archive"));
            assertThat(home.vektra("addons:doctor").exits(4).out()).contains("Permission denied");
            assertThat(home.vektra("monitors:run", "archive:postgres").out()).contains("failure");
        } finally {
            Files.setPosixFilePermissions(wal, PosixFilePermissions.fromString("rwx------"));
        }
        List<String> then = moment();
        home.vektra("backups:restore", "postgres", "-a", app, "--at", then.get(1), "--as", "THEN")
                .ok();
        assertThat(Home.ask(url("THEN_URL"), "select count(*) from line")).isEqualTo(then.get(0));
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
    }

    @Test
    void a_command_of_the_archive_that_hangs_holds_up_no_app_and_doctor_says_so() throws Exception {
        Path data = home.path().resolve("servers/postgres/data");
        Path script = data.resolve("archive.sh");
        Path hung = data.resolve("hung");
        String text = Files.readString(script);
        // it is known by its first line
        Files.writeString(script, text.lines().findFirst().orElseThrow() + "\necho $$ > ../hung; exec sleep 10000\n");
        try {
            Home.ask(home.adminUrl("postgres"), "select pg_switch_wal()");
            await().until(() -> Files.exists(hung) && Files.size(hung) > 1);
            int before = Integer.parseInt(moment().get(0));
            await().until(() -> Integer.parseInt(moment().get(0)) > before + 20);
            for (Path waiting : waiting(data)) {
                Files.setLastModifiedTime(waiting, FileTime.from(Instant.now().minusSeconds(300)));
            }
            assertThat(home.vektra("addons:doctor").exits(4).out()).contains("5 minutes ago is not in its archive yet");
            assertThat(home.vektra("backups:restore", "postgres", "-a", app, "--at", "2026-01-01")
                            .exits(4)
                            .err())
                    .as("what needs no archive goes on")
                    .contains("was created at");
        } finally {
            Files.writeString(script, text);
            ProcessHandle.of(Long.parseLong(Files.readString(hung).strip())).ifPresent(ProcessHandle::destroyForcibly);
            Files.delete(hung);
        }
        List<String> then = moment();
        home.vektra("backups:restore", "postgres", "-a", app, "--at", then.get(1), "--as", "THEN")
                .ok();
        assertThat(Home.ask(url("THEN_URL"), "select count(*) from line")).isEqualTo(then.get(0));
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
    }

    /** What says that a segment is to be archived. */
    private static List<Path> waiting(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(file -> file.getParent().endsWith("archive_status"))
                    .filter(file -> file.toString().endsWith(".ready"))
                    .toList();
        }
    }

    @Test
    void an_app_that_writes_during_a_backup_and_its_drill_loses_nothing_and_the_backup_is_of_one_moment()
            throws Exception {
        await().until(() -> Integer.parseInt(moment().get(0)) > 20);
        home.vektra("backups:now", "postgres", "-a", app).ok();
        home.vektra("backups:drill", "postgres", "-a", app).ok();
        home.vektra("addons:create", "postgres", "-a", app, "--as", "OTHER").ok();
        home.vektra("backups:restore", "OTHER", "--from", "DATABASE", "-a", app, "--confirm", app)
                .ok();
        assertThat(Home.ask(url("OTHER_URL"), "select count(*) > 20 and count(*) = max(n) from line"))
                .isEqualTo("t");
        enough.set(true);
        assertThat(Home.ask(url("DATABASE_URL"), "select count(*) from line"))
                .isEqualTo(writer.get().toString());
    }

    @Test
    void a_restore_that_is_killed_leaves_no_server() throws Exception {
        Process restore =
                home.start(Map.of(), "backups:restore", "postgres", "-a", app, "--at", moment().get(1), "--as", "THEN");
        await().until(() -> servers().size() > 1
                && servers().stream()
                        .anyMatch(id -> id.contains("-recovery-")
                                && Files.exists(home.path().resolve("servers/" + id + "/pid"))));
        restore.destroyForcibly().waitFor();
        assertThat(home.vektra("addons:doctor").ok().out()).contains("Nothing found");
        assertThat(servers()).containsExactly("postgres");
        assertThat(home.config(app)).doesNotContainKey("THEN_URL");
    }
}
