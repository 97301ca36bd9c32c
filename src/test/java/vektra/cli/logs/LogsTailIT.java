package vektra.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.cli.Collected;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** {@code logs:tail}: each line that is appended to files is collected once, through rotation and death. */
@Sampled(oneIn = 2)
class LogsTailIT {
    private Home home;
    private Collected collected;
    private Path log;
    private Process tail;

    @BeforeEach
    void open() {
        home = new Home();
        home.vektra("apps:create", "note").ok();
        collected = new Collected(home, "note");
        log = home.scratch().resolve("app.log");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void follow(String... more) {
        List<String> call = new ArrayList<>(List.of("logs:tail", "-a", "note", "app.log", "--from-start"));
        call.addAll(List.of(more));
        tail = home.start(Map.of(), call.toArray(String[]::new));
    }

    private void write(int from, int to) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("line ").append(i).append('\n');
        }
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void awaitAll(int count) {
        collected.await("file", lines -> {
            assertThat(lines).doesNotHaveDuplicates().hasSize(count);
        });
    }

    @Test
    void rotation_by_another_name_loses_nothing() throws IOException {
        follow();
        write(0, 100);
        awaitAll(100);
        Files.move(log, home.scratch().resolve("app.log.1"));
        write(100, 200);
        awaitAll(200);
    }

    @Test
    void a_copy_that_is_then_emptied_begins_again() throws IOException {
        write(0, 100);
        follow();
        awaitAll(100);
        Files.copy(log, home.scratch().resolve("app.log.1"));
        Files.writeString(log, "", StandardOpenOption.TRUNCATE_EXISTING);
        write(100, 110);
        awaitAll(110);
    }

    @Test
    void killing_it_and_the_router_loses_nothing_and_repeats_nothing() throws Exception {
        int written = 0;
        for (int round = 0; round < 6; round++) {
            follow();
            int known = written;
            written += 2000;
            write(known, written);
            if (round % 2 == 0) {
                // somewhere in the middle of it
                await().until(() -> !collected.messages("file").isEmpty());
            }
            tail.destroyForcibly().waitFor();
            if (round % 3 == 1) {
                String pid =
                        Files.readAllLines(home.path().resolve("router.pid")).get(0);
                Signal.send("KILL", Long.parseLong(pid.split(" ")[0]));
            }
            if (round == 3) {
                Files.move(log, home.scratch().resolve("app.log.1"));
            }
        }
        follow();
        awaitAll(written);
    }

    @Test
    void it_ends_when_asked_to() throws Exception {
        follow();
        write(0, 10);
        awaitAll(10);
        tail.destroy();
        assertThat(tail.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(tail.exitValue()).isZero();
    }

    @Test
    void what_cannot_be_followed_is_refused() {
        assertThat(home.vektra("logs:tail", "-a", "note", "/tmp").exits(2).err())
                .startsWith("Error: '/tmp' is a folder");
        assertThat(home.vektra("logs:tail", "-a", "nosuch", "app.log").exits(3).err())
                .contains("no app called 'nosuch'");
        home.vektra("logs:tail", "-a", "note").exits(2);
    }
}
