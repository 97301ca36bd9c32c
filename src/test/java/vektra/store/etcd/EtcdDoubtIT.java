package vektra.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.alone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.addon.Step;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;
import vektra.store.Things;
import vektra.store.disk.FileLocks;

/** What is not known of a change in etcd, and what a host must know of it. */
class EtcdDoubtIT {
    private final String url = EtcdMembers.one().url();
    private final List<Step> ran = new ArrayList<>();

    @TempDir
    Path folder;

    private EtcdStore store(String at) {
        return EtcdChild.store(at, folder.resolve("home"), Duration.ofHours(1));
    }

    /** The first answer is lost, and what follows is refused: neither is known to be done, so nothing is undone. */
    @Test
    void a_commit_without_an_answer_that_is_refused_the_next_time_is_not_undone() throws Exception {
        try (Cutter cutter = new Cutter(EtcdMembers.one().port(0));
                Session session = store(cutter.url("?" + url.split("\\?")[1])).open(List.of(alone(MYAPP)), ran::add)) {
            session.begin("addons:bind", List.of(EtcdChild.undo()));
            Write put = new Write.PutApp(Things.app("myapp"), Things.release(1, Map.of()));
            cutter.cut(Cutter.Cut.WRITE);
            VektraException refused = catchThrowableOfType(
                    VektraException.class, () -> session.commit("addons:bind", List.of(put), List.of()));
            assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(refused).hasMessageContaining("it is not known whether this addons:bind is done");
            cutter.cut(Cutter.Cut.NONE);
        }
        assertThat(ran).isEmpty();
        assertThat(store(url).read().app(MYAPP)).isPresent();
    }

    @Test
    void what_does_not_wait_for_its_locks_is_at_work_on_its_host_all_the_same() {
        try (Session session =
                store(url).tryOpen(List.of(alone(MYAPP)), ran::add).orElseThrow()) {
            assertThat(session.app(MYAPP)).isEmpty();
            assertThat(new FileLocks(folder.resolve("home"), new Things.Reports()).tryHoldAll())
                    .isEmpty();
        }
    }
}
