package vektra.monitors.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.monitors.MonitorFiles;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.maintenance.Window;

/** What a page shows of a log. */
class BoardsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir
    private Path home;

    private final StringBuilder log = new StringBuilder();

    /** A run of a monitor that is to run every minute. */
    private void run(String source, Instant at, boolean up) {
        String head =
                " app=shop xid=9f1c02ab monitor=monitors_" + source.replace('.', '_') + ".1 source=" + source + " i=0 ";
        log.append("ts=").append(at).append(head).append("at=start interval=60s timeout=10s\n");
        log.append("ts=").append(at.plusMillis(250)).append(head).append("at=finish status=");
        log.append(up ? "success exit=0" : "failure exit=1").append(" elapsed=0.2500 final=true measure=uptime val=");
        log.append(up ? "100" : "0").append(" measure#").append(source).append(".time=0.2500s");
        log.append(up ? "" : " reason=\"no answer from db-7.internal\"").append('\n');
    }

    private void runs(String source, int minutesAgo, int last, boolean up) {
        for (int minute = minutesAgo; minute >= last; minute--) {
            run(source, NOW.minus(Duration.ofMinutes(minute)), up);
        }
    }

    private Board board(@Nullable Manifest manifest, boolean open) throws IOException {
        MonitorFiles files = new MonitorFiles(home);
        Files.createDirectories(files.logs());
        Files.writeString(files.current(), log.toString());
        return Boards.of(files, Clock.fixed(NOW, ZoneOffset.UTC)).board(manifest, open);
    }

    @Test
    void a_home_without_a_log_has_an_empty_board() {
        assertThat(Boards.of(new MonitorFiles(home), Clock.fixed(NOW, ZoneOffset.UTC))
                        .board(null, false)
                        .tiles())
                .isEmpty();
    }

    @Test
    void what_is_down_comes_first_and_says_since_when_and_why() throws IOException {
        runs("http.curl", 60, 1, true);
        runs("git.clone", 60, 31, true);
        runs("git.clone", 30, 1, false);
        Board board = board(null, false);
        assertThat(board.tiles()).extracting(Board.Tile::name).containsExactly("git.clone", "http.curl");
        Board.Tile down = board.tiles().get(0);
        assertThat(down.state()).isEqualTo(Board.State.DOWN);
        assertThat(down.since()).isBetween(NOW.minus(Duration.ofMinutes(31)), NOW.minus(Duration.ofMinutes(29)));
        assertThat(down.reason()).isEqualTo("no answer from db-7.internal");
        assertThat(down.uptime()).isEqualTo(50);
        assertThat(down.outages()).hasSize(1);
        assertThat(down.outages().get(0).to()).isNull();
        Board.Tile up = board.tiles().get(1);
        assertThat(up.state()).isEqualTo(Board.State.UP);
        assertThat(up.uptime()).isEqualTo(100);
        assertThat(up.coverage()).isGreaterThan(95);
        assertThat(up.days())
                .hasSize(Board.DAYS)
                .last()
                .satisfies(day -> assertThat(day.uptime()).isEqualTo(100));
        assertThat(up.days().get(0).uptime()).isNaN();
        assertThat(up.points()).hasSize(48);
        assertThat(up.points().get(46).p50()).isBetween(0.24, 0.26);
        assertThat(up.points().get(0).p50()).isNaN();
    }

    @Test
    void what_has_not_run_for_long_has_no_news_whatever_it_said_last() throws IOException {
        runs("git.clone", 300, 120, true);
        runs("http.curl", 300, 120, false);
        assertThat(board(null, false).tiles()).extracting(Board.Tile::state).containsOnly(Board.State.STALE);
    }

    @Test
    void maintenance_is_a_state_of_its_own() throws IOException {
        runs("git.clone", 30, 1, false);
        new Maintenance(new MonitorFiles(home))
                .start(new Window(NOW.minus(Duration.ofMinutes(5)), null, List.of("git"), "move"));
        assertThat(board(null, false).tiles()).extracting(Board.Tile::state).containsExactly(Board.State.MAINTENANCE);
    }

    @Test
    void a_board_for_strangers_names_no_source() throws IOException {
        runs("http.db-7.internal", 30, 1, false);
        runs("git.clone", 30, 1, true);
        Board board = board(null, true);
        assertThat(board.tiles()).extracting(Board.Tile::name).containsExactly("Service 2", "Service 1");
        assertThat(StatusPage.html(board, Duration.ZERO)).doesNotContain("internal", "git");
    }

    @Test
    void a_manifest_says_names_levels_and_what_is_shown() throws IOException {
        runs("git.clone", 120, 1, true);
        runs("http.curl", 50, 2, true);
        run("http.curl", NOW.minus(Duration.ofMinutes(1)), false);
        runs("dns.a", 300, 120, true);
        String level =
                "\"status-levels\": {\"green\": 99, \"yellow\": 98.5, \"red\": 95}, \"resolution\": 60, \"limit\": 1}";
        Manifest manifest = Manifest.parse(("{\"name\": \"canary\", \"metrics\": ["
                        + "{\"display\": \"web\", \"source\": \"http.curl\", " + level
                        + ",{\"display\": \"git\", \"measure\": \"uptime\", \"source\": \"git.clone\", " + level
                        + ",{\"display\": \"names\", \"source\": \"dns.a\", " + level
                        + ",{\"display\": \"none\", \"source\": \"not.there\", " + level + "]}")
                .getBytes());
        Board board = board(manifest, true);
        assertThat(board.title()).isEqualTo("canary");
        assertThat(board.tiles()).extracting(Board.Tile::name).containsExactly("web", "git", "names", "none");
        assertThat(board.tiles())
                .extracting(Board.Tile::state)
                .containsExactly(Board.State.DEGRADED, Board.State.UP, Board.State.STALE, Board.State.UNKNOWN);
        assertThat(board.tiles().get(0).text()).isEqualTo("98");
        assertThat(board.tiles().get(1).text()).isEqualTo("100");
    }

    @Test
    void a_page_that_many_ask_for_reads_the_log_once_in_a_while() {
        long[] now = {0};
        int[] read = {0};
        Published published = new Published(
                () -> {
                    read[0]++;
                    return Samples.board(0, false);
                },
                () -> now[0]);
        published.get();
        published.get();
        assertThat(read[0]).isOne();
        now[0] = Duration.ofSeconds(6).toNanos();
        published.get();
        assertThat(read[0]).isEqualTo(2);
    }
}
