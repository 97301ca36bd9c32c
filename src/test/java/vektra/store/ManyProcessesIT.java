package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.alone;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Sampled;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.spi.Store.Write;

@Sampled(oneIn = 2)
class ManyProcessesIT {
    private static final int PROCESSES = 8;
    private static final int COMMITS = 50;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    final List<Process> children = new ArrayList<>();

    @AfterEach
    void stop() {
        children.forEach(Process::destroyForcibly);
    }

    private Process start(String... arguments) throws Exception {
        Process child = Child.start(arguments);
        children.add(child);
        return child;
    }

    /** A child that wants the lock of an app; its next line says {@code held}, or first {@code waiting}. */
    private Holder holder(String app, String how) throws Exception {
        Process child = start("hold", folder.toString(), app, how);
        return new Holder(child, Child.output(child));
    }

    private record Holder(Process process, BufferedReader says) {
        private void letGo() throws Exception {
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void no_update_is_lost_and_readers_see_each_whole() throws Exception {
        Home home = new Home(folder);
        App app = Things.with(Things.app("myapp"), "COUNT", "0");
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(app, Things.release(2, app.config())));
        for (int i = 0; i < PROCESSES; i++) {
            start("count", folder.toString(), "" + COMMITS);
        }
        int seen = 0;
        while (children.stream().anyMatch(Process::isAlive)) {
            App now = home.store.read().app(MYAPP).orElseThrow();
            int count = Integer.parseInt(now.config().get("COUNT"));
            assertThat(count).isGreaterThanOrEqualTo(seen);
            assertThat(now.release()).isEqualTo(count + 2);
            List<Release> releases = home.store.read().releases(MYAPP);
            assertThat(releases.get(releases.size() - 1).version()).isGreaterThanOrEqualTo(now.release());
            assertThat(home.store.read().appNames()).containsExactly(MYAPP);
            seen = count;
        }
        for (Process child : children) {
            assertThat(child.waitFor()).isZero();
        }
        int total = PROCESSES * COMMITS;
        App last = home.store.read().app(MYAPP).orElseThrow();
        assertThat(last.config()).isEqualTo(Map.of("COUNT", "" + total));
        List<Release> releases = home.store.read().releases(MYAPP);
        assertThat(releases)
                .extracting(Release::version)
                .isEqualTo(IntStream.rangeClosed(2, total + 2).boxed().toList());
        assertThat(releases.stream().filter(release -> release.config() != null))
                .hasSizeBetween(100, 150);
        assertThat(home.files("journal")).isEmpty();
        assertThat(home.text("audit.jsonl").lines()).hasSize(total + 1).allMatch(line -> line.endsWith("\"}"));
    }

    @Test
    void a_lock_excludes_other_processes_until_its_holder_dies() throws Exception {
        Holder first = holder("myapp", "alone");
        assertThat(first.says.readLine()).isEqualTo("held");
        Holder second = holder("myapp", "alone");
        assertThat(second.says.readLine()).isEqualTo("waiting");
        Holder unrelated = holder("other", "alone");
        assertThat(unrelated.says.readLine()).isEqualTo("held");
        first.process.destroyForcibly();
        assertThat(second.says.readLine()).isEqualTo("held");
        second.letGo();
    }

    @Test
    void sharers_exclude_only_who_wants_it_alone() throws Exception {
        Holder first = holder("myapp", "shared");
        Holder second = holder("myapp", "shared");
        assertThat(first.says.readLine()).isEqualTo("held");
        assertThat(second.says.readLine()).isEqualTo("held");
        Holder alone = holder("myapp", "alone");
        assertThat(alone.says.readLine()).isEqualTo("waiting");
        first.letGo();
        second.letGo();
        assertThat(alone.says.readLine()).isEqualTo("held");
    }

    @Test
    void only_so_many_processes_are_at_work_at_once() throws Exception {
        int permits = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        List<Holder> permitted = new ArrayList<>();
        for (int i = 0; i < permits; i++) {
            Holder holder = holder("app-" + i, "alone");
            assertThat(holder.says.readLine()).isEqualTo("held");
            permitted.add(holder);
        }
        List<Holder> waiting = List.of(holder("app-x", "alone"), holder("app-y", "alone"));
        for (Holder holder : waiting) {
            assertThat(holder.says.readLine()).isEqualTo("waiting");
        }
        permitted.get(0).process.destroyForcibly();
        permitted.get(1).letGo();
        for (Holder holder : waiting) {
            assertThat(holder.says.readLine()).isEqualTo("held");
        }
        await().atMost(LONG).until(() -> !permitted.get(0).process.isAlive());
    }
}
