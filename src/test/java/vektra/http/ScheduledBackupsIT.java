package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Home;

/** Backups that a timer makes, and the server without being asked. */
class ScheduledBackupsIT {
    /** Makes schedules long overdue, and loses their marks, as a copy of the home without empty files does. */
    private static void overdue(Path home) throws IOException {
        Path folder = home.resolve("schedules");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            // marks first, since a new one may be called as the old one
            files = all.sorted(Comparator.comparing(file -> file.toString().endsWith(".json")))
                    .toList();
        }
        for (Path file : files) {
            if (file.toString().endsWith(".json")) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replaceFirst("\"done\": \"[^\"]*\"", "\"done\": \"2026-01-01T00:00:00Z\""));
            } else {
                Files.delete(file);
            }
        }
    }

    /** Each of the commands waits for the other, so that one after the other neither would end. */
    @Test
    void one_command_makes_several_at_once_and_says_what_became_of_each(@TempDir Path disk) throws Exception {
        try (Home home = new Home()) {
            home.vektra("addons:enable", "efs").ok();
            for (String app : new String[] {"left", "right", "torn"}) {
                home.vektra("addons:bind", "efs", "-a", app).ok();
            }
            String meet = "cat > /dev/null; touch %1$s/%2$s; i=0; while [ ! -e %1$s/%3$s ]; do"
                    + " sleep 0.1; i=$((i+1)); [ $i -lt 1200 ] || exit 1; done";
            schedule(home, "left", meet.formatted(disk, "left", "right"));
            schedule(home, "right", meet.formatted(disk, "right", "left"));
            schedule(home, "torn", "exit 9");
            overdue(home.path());
            Home.Ran ran = home.vektra("backups:run").exits(6);
            assertThat(ran.out().lines().map(line -> line.replaceFirst("^efs-[a-z]+-[0-9]+", "efs")))
                    .hasSize(3)
                    .contains("efs: backup 1, 1 copy, drilled")
                    .anyMatch(line -> line.startsWith("efs: failed: "));
            assertThat(home.vektra("backups:drill", "--all").ok().out().lines()).hasSize(3);
        }
    }

    private static void schedule(Home home, String app, String command) throws Exception {
        home.vektra("backups:schedule", "efs", "--at", "@hourly", "--to", command, "-a", app)
                .ok();
    }

    @Test
    void a_timer_s_command_and_the_server_make_them(@TempDir Path disk) throws Exception {
        try (ServedHome home = new ServedHome("redis")) {
            home.server().destroyForcibly().waitFor();
            home.vektra("addons:bind", "redis", "-a", "note");
            home.vektra(
                    "backups:schedule",
                    "redis",
                    "--at",
                    "@hourly",
                    "--keep",
                    "all",
                    "--to",
                    disk.toString(),
                    "-a",
                    "note");
            overdue(home.home());
            assertThat(home.json("backups:run").at("/0/copies").asInt()).isEqualTo(1);
            assertThat(home.vektra("backups:run")).contains("Nothing to do");
            overdue(home.home());
            List<Process> both = List.of(home.start(Map.of(), "backups:run"), home.start(Map.of(), "backups:run"));
            for (Process one : both) {
                assertThat(one.waitFor()).isZero();
            }
            assertThat(home.json("backups", "-a", "note"))
                    .as("of two schedulers")
                    .hasSize(2);
            overdue(home.home());
            home.serve(Map.of());
            await().until(() -> home.json("backups", "-a", "note").size() == 3);
            await().until(() -> {
                try (Stream<Path> copies = Files.list(disk)) {
                    return copies.filter(file -> file.toString().endsWith(".dump"))
                                    .count()
                            == 3;
                }
            });
            home.server().destroyForcibly().waitFor();
            ended(home, disk.resolve("started"), Process::destroy);
            ended(home, disk.resolve("again"), Process::destroyForcibly);
        }
    }

    /** What a command for the copies has started ends with the command that runs it, also where that is killed. */
    private static void ended(ServedHome home, Path started, Consumer<Process> end) throws Exception {
        String copy = "sleep 1000 & echo $! > '" + started + "'; wait";
        home.vektra("backups:schedule", "redis", "--at", "@hourly", "--keep", "all", "--to", copy, "-a", "note");
        overdue(home.home());
        Process run = home.start(Map.of(), "backups:run");
        await().until(() -> Files.exists(started) && Files.size(started) > 1);
        ProcessHandle sleep = ProcessHandle.of(
                        Long.parseLong(Files.readString(started).trim()))
                .orElseThrow();
        end.accept(run);
        run.waitFor();
        await().until(() -> !sleep.isAlive());
    }
}
