package vektra.cli.monitors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Mount;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** Monitors that run while the disk is full, Vektra is killed, or a server hangs. */
@Sampled(oneIn = 6)
class MonitorBadDaysIT {
    private static final Pattern LOST = Pattern.compile("count#log_dropped=([0-9]+)");

    private Home home;

    @BeforeEach
    void open() {
        home = new Home();
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Path file(String path, String text) throws IOException {
        Path file = home.scratch().resolve("monitors").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void everySecond(String path, String script) throws IOException {
        assertThat(file(path, "#!/bin/sh\n" + script + "\n").toFile().setExecutable(true))
                .isTrue();
        file(path + ".conf", "interval=1s\njitter=0\n");
    }

    private Starter start() {
        return new Starter(home.start(Map.of(), "monitors:start"));
    }

    private Path log() {
        return home.path().resolve("monitors/log/current");
    }

    private static long count(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).count();
    }

    @Test
    void on_a_full_disk_monitors_go_on_and_the_log_says_how_many_lines_it_lacks() throws Exception {
        everySecond("git/clone", "echo cloned");
        try (Mount disk = Mount.small(home.path().resolve("monitors/log"), 256);
                Starter starter = start()) {
            starter.until("status=success");
            Path filler = disk.at.resolve("filler");
            fill(filler);
            starter.until("cannot be written, monitoring goes on: no space left");
            String before = starter.out.toString();
            await().untilAsserted(() -> assertThat(count(starter.out.toString(), "status=success"))
                    .isGreaterThan(count(before, "status=success")));
            Files.delete(filler);
            starter.until("lines of monitors were not logged; the log is written again");
            Signal.send("TERM", starter.process.pid());
            assertThat(starter.ended()).isEqualTo(5);
            String logged = Files.readString(log());
            long lost = LOST.matcher(logged)
                    .results()
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .sum();
            assertThat(lost).isPositive();
            // one may have been cut off where the disk ended: it is lost, and there as a piece
            assertThat(whole(logged) + lost).isEqualTo(count(starter.out.toString(), " xid="));
        }
    }

    /** Lines with their end of what monitors did. */
    private static long whole(String logged) {
        Pattern line =
                Pattern.compile("ts=\\S+ .* xid=.* (timeout=180s|out=cloned|measure#\\S+=\\S+s)( reason=stopped)?");
        return logged.lines().filter(line.asMatchPredicate()).count();
    }

    private static void fill(Path file) throws IOException {
        byte[] some = new byte[4096];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    @Test
    void a_log_that_kills_cut_off_in_mid_line_counts_all_whole_lines_and_says_how_many_are_not() throws Exception {
        everySecond("git/clone", "exit 0");
        try (Starter starter = start()) {
            starter.until("status=success");
            Signal.send("KILL", starter.process.pid());
            starter.ended();
        }
        // half a line, whose writer is killed in the middle of it
        Home.Ran torn = home.shell(
                Map.of("LOG", log().toString()),
                "sh -c 'printf \"ts=2026-11-22T01:27:27.123Z app=vektra xid=00000000 source=\\\"git\" >>\"$LOG\"; kill -9 $$'; echo $?");
        assertThat(torn.out()).isEqualTo("137\n");
        try (Starter next = start()) {
            next.until("status=success");
            Signal.send("TERM", next.process.pid());
            assertThat(next.ended()).isZero();
        }
        JsonNode uptime = home.json("monitors:uptime");
        assertThat(uptime.at("/bad_lines").asInt()).isOne();
        assertThat(uptime.at("/sources/0/runs").asLong())
                .isEqualTo(count(Files.readString(log(), UTF_8), " at=finish status=success "));
        assertThat(uptime.at("/sources/0/checks_percent").asDouble()).isEqualTo(100);
    }

    @Test
    void a_server_that_hangs_is_a_timeout_and_up_again_when_it_goes_on() throws Exception {
        home.enable("redis");
        home.vektra("addons:bind", "redis", "-a", "shop").ok();
        file("shop/redis.conf", "check=addon:shop::REDIS\ninterval=1s\ntimeout=1s\njitter=0\n");
        long redis = Long.parseLong(
                Files.readAllLines(home.path().resolve("servers/redis/pid")).get(0));
        try (Starter starter = start()) {
            starter.until("status=success");
            Signal.send("STOP", redis);
            try {
                starter.until("status=timeout");
            } finally {
                Signal.send("CONT", redis);
            }
            String hung = starter.out.toString();
            await().untilAsserted(() ->
                    assertThat(starter.out.substring(hung.length())).contains("status=success"));
            Signal.send("TERM", starter.process.pid());
            assertThat(starter.ended()).isZero();
        }
        JsonNode source = home.json("monitors:uptime").at("/sources/0");
        assertThat(source.at("/timeout").asInt()).isPositive();
        assertThat(source.at("/incidents")).hasSize(1);
        assertThat(source.at("/incidents/0/to").isTextual()).isTrue();
    }

    @Test
    void an_addon_of_a_service_that_is_enabled_with_monitors_gets_its_own_while_they_run() throws Exception {
        everySecond("git/clone", "exit 0");
        try (Starter starter = start()) {
            starter.until("status=success");
            home.vektra("addons:enable", "redis", "--monitor", "30s").ok();
            home.vektra("addons:bind", "redis", "-a", "shop").ok();
            starter.until("The formation changed: 2 processes", "source=addon.redis_");
            assertThat(home.vektra("monitors:ps").ok().out()).contains("redis");
            assertThat(List.of(starter.out.toString().split("\n")))
                    .anyMatch(line -> line.contains("at=start interval=30s") && line.contains("app=shop"));
        }
    }
}
