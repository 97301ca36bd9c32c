package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Log lines on bad days: whatever happens to destination and router, each line arrives or is reported lost. */
@Sampled(oneIn = 10)
class LogBadDaysIT {
    private static final Pattern LOST = Pattern.compile(
            "Error L10 \\(output buffer overflow\\): drain 'syslog' dropped (\\d+) messages since \\S+\\.");

    private final Home home = new Home();
    private final Receiver receiver = new Receiver();
    private final BitSet numbers = new BitSet();
    private int read;
    private long lost;

    @BeforeEach
    void anApp() {
        home.vektra("apps:create", "shop").ok();
    }

    @AfterEach
    void close() {
        receiver.close();
        home.close();
    }

    @Test
    void lines_wait_while_the_far_end_refuses() throws Exception {
        Home.Ran enabled = enable();
        assertThat(enabled.err()).contains("refused");
        assertThat(home.vektraFed("one\ntwo\n", "logs:pipe", "-a", "shop").ok().out())
                .isEqualTo("one\ntwo\n");
        receiver.up();
        eventually(() -> assertThat(receiver.messages()).contains("one", "two"));
        assertThat(receiver.broken()).isEmpty();
    }

    @Test
    void a_far_end_that_reads_nothing_holds_up_no_program() throws Exception {
        receiver.up();
        receiver.read(false);
        enable();
        home.vektra("run", "-a", "shop", "--", "seq", "-f", "%0200.0f", "1", "100000")
                .ok();
        receiver.read(true);
        eventually(() -> assertThat(numbers().cardinality()).isEqualTo(100_000));
    }

    @Test
    void what_the_jvm_says_of_itself_is_no_output_of_the_program() throws Exception {
        Path started = home.path().resolve("started");
        Process running = home.start(
                Map.of(),
                "run",
                "--logs",
                "-a",
                "shop",
                "--",
                "sh",
                "-c",
                "touch $0; read x; echo end",
                started.toString());
        eventually(() -> assertThat(started).exists());
        new ProcessBuilder("kill", "-QUIT", String.valueOf(running.pid()))
                .start()
                .waitFor();
        assertThat(Home.finish(running, "\n").ok().out()).isEqualTo("end\n");
    }

    @Test
    void a_connection_that_is_reset_in_the_middle_loses_nothing() throws Exception {
        receiver.up();
        receiver.cut(3, 3_000_000);
        enable();
        home.vektra("run", "-a", "shop", "--", "seq", "-f", "%0200.0f", "1", "50000")
                .ok();
        eventually(() -> assertThat(numbers().cardinality()).isEqualTo(50_000));
        assertThat(receiver.cuts()).isZero();
        assertThat(receiver.broken()).isEmpty();
    }

    @Test
    void a_name_that_is_unknown_is_reported_and_programs_run_all_the_same() {
        Home.Ran enabled = home.vektra("addons:enable", "syslog", "--url", "tcp://logs.invalid:514")
                .ok();
        assertThat(enabled.err()).contains("logs.invalid");
        assertThat(home.vektra("run", "-a", "shop", "--", "echo", "here").ok().out())
                .isEqualTo("here\n");
        eventually(() -> assertThat(info().get("last_error").asText()).contains("logs.invalid"));
    }

    @Test
    void with_check_nothing_is_enabled_that_cannot_be_reached() {
        home.vektra("addons:enable", "syslog", "--url", receiver.url(), "--check")
                .exits(5);
        assertThat(home.json("drains", "-a", "shop").findValuesAsText("name")).isEmpty();
    }

    @Test
    void a_router_that_is_killed_at_full_rate_loses_nothing() throws Exception {
        receiver.up();
        enable();
        Process piping = home.start(Map.of(), "logs:pipe", "--quiet", "-a", "shop");
        int killed = 0;
        try (OutputStream in = piping.getOutputStream()) {
            for (int i = 0; i < 300; i++) {
                in.write(lines(i * 1000, 1000));
                if (i % 75 == 40) {
                    killRouter();
                    killed++;
                }
            }
        }
        assertThat(Home.finish(piping, "").ok().err()).isEmpty();
        assertThat(killed).isEqualTo(4);
        eventually(() -> assertThat(numbers().cardinality()).isEqualTo(300_000));
        assertThat(receiver.broken()).isEmpty();
    }

    @Test
    void a_router_that_is_killed_while_the_far_end_is_away_loses_nothing() throws Exception {
        receiver.up();
        enable();
        Process piping = home.start(Map.of(), "logs:pipe", "--quiet", "-a", "shop");
        try (OutputStream in = piping.getOutputStream()) {
            for (int i = 0; i < 100; i++) {
                in.write(lines(i * 1000, 1000));
                switch (i) {
                    case 30 -> receiver.down();
                    case 60 -> killRouter();
                    case 90 -> receiver.up();
                    default -> {}
                }
            }
        }
        Home.finish(piping, "").ok();
        eventually(() -> assertThat(numbers().cardinality()).isEqualTo(100_000));
        assertThat(info().get("lost").asLong()).isZero();
    }

    @Test
    void what_the_quota_does_not_hold_is_lost_and_reported_to_the_last_line() throws Exception {
        receiver.up();
        home.vektra("addons:enable", "syslog", "--url", receiver.url(), "--quota", "20mb")
                .ok();
        home.vektraFed("first\n", "logs:pipe", "--quiet", "-a", "shop").ok();
        eventually(() -> assertThat(receiver.messages()).contains("first"));
        receiver.down();
        Process piping = home.start(Map.of(), "logs:pipe", "--quiet", "-a", "shop");
        try (OutputStream in = piping.getOutputStream()) {
            for (int i = 0; i < 300; i++) {
                in.write(lines(i * 1000, 1000));
            }
        }
        Home.finish(piping, "").ok();
        receiver.up();
        eventually(() -> assertThat(numbers().get(299_999)).isTrue());
        eventually(() -> assertThat(lost()).isPositive());
        assertThat(numbers().cardinality() + lost()).isEqualTo(300_000);
        eventually(() -> assertThat(info().get("lost").asLong()).isEqualTo(lost()));
    }

    @Test
    void a_hundred_megabytes_without_an_end_of_line_come_in_parts_and_need_little_memory() throws Exception {
        receiver.up();
        enable();
        Process piping = home.start(Map.of(), "logs:pipe", "--quiet", "-a", "shop");
        byte[] chunk = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream in = piping.getOutputStream()) {
            for (int i = 0; i < 100; i++) {
                in.write(chunk);
            }
        }
        Home.finish(piping, "").ok();
        eventually(() -> assertThat(receiver.messages().stream()
                        .mapToLong(
                                message -> message.chars().filter(c -> c == 'x').count())
                        .sum())
                .isEqualTo(100L << 20));
        assertThat(peakMemory(routerPid())).isLessThan(250 << 10);
    }

    @Test
    void of_many_routers_started_at_once_one_stays() throws Exception {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(home.start(Map.of(), "logs:router"));
        }
        eventually(() -> assertThat(all.stream().filter(Process::isAlive)).hasSize(1));
        Process one = all.stream().filter(Process::isAlive).findFirst().orElseThrow();
        eventually(() -> assertThat(routerPid()).isEqualTo(one.pid()));
        home.vektra("logs:router", "--stop").ok();
        assertThat(one.waitFor()).isZero();
        assertThat(home.path().resolve("router.pid")).doesNotExist();
    }

    @Test
    void a_damaged_stretch_of_the_spool_is_skipped_and_reported() throws Exception {
        enable();
        home.vektraFed("a\n", "logs:pipe", "--quiet", "-a", "shop").ok();
        for (int i = 0; i < 20; i++) {
            home.vektraFed(
                            new String(lines(i * 100, 100), StandardCharsets.US_ASCII),
                            "logs:pipe",
                            "--quiet",
                            "-a",
                            "shop")
                    .ok();
        }
        killRouter();
        try (Stream<java.nio.file.Path> segments = Files.list(home.path().resolve("logs/spool"))) {
            java.nio.file.Path segment =
                    segments.max(java.nio.file.Path::compareTo).orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            for (int i = bytes.length / 2; i < bytes.length / 2 + 10; i++) {
                bytes[i] ^= 0x55;
            }
            Files.write(segment, bytes);
        }
        receiver.up();
        home.vektraFed("last\n", "logs:pipe", "--quiet", "-a", "shop").ok();
        eventually(() -> assertThat(receiver.messages()).contains("last"));
        eventually(() -> assertThat(lost()).isEqualTo(100));
        assertThat(numbers().cardinality()).isEqualTo(1900);
    }

    private Home.Ran enable() {
        return home.vektra("addons:enable", "syslog", "--url", receiver.url()).ok();
    }

    private JsonNode info() {
        return home.json("drains:info", "syslog");
    }

    /** Lines of 201 bytes that are their own number. */
    private static byte[] lines(int first, int count) {
        StringBuilder text = new StringBuilder(count * 201);
        for (int i = first; i < first + count; i++) {
            text.append("0".repeat(200 - String.valueOf(i).length())).append(i).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The numbers that came, whether once or twice. */
    private BitSet numbers() {
        readOn();
        return numbers;
    }

    /** The lines that were reported lost. */
    private long lost() {
        readOn();
        return lost;
    }

    private synchronized void readOn() {
        for (String message : receiver.messagesAfter(read)) {
            read++;
            if (message.length() == 200) {
                numbers.set(Integer.parseInt(message.substring(180)));
                continue;
            }
            Matcher said = LOST.matcher(message);
            lost += said.matches() ? Long.parseLong(said.group(1)) : 0;
        }
    }

    private long routerPid() {
        try {
            return Long.parseLong(
                    Files.readString(home.path().resolve("router.pid")).strip().split("\\s+")[0]);
        } catch (IOException e) {
            return -1;
        }
    }

    private void killRouter() {
        eventually(() -> assertThat(ProcessHandle.of(routerPid())).isPresent());
        ProcessHandle router = ProcessHandle.of(routerPid()).orElseThrow();
        router.destroyForcibly();
        router.onExit().join();
    }

    /** In KiB. */
    private static long peakMemory(long pid) throws IOException {
        return Files.readAllLines(java.nio.file.Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable check) {
        await().pollInterval(Duration.ofMillis(200)).untilAsserted(check);
    }
}
