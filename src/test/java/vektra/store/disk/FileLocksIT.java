package vektra.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;
import static vektra.store.Things.shared;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.text.VektraException;
import vektra.spi.Locks.Held;
import vektra.spi.Locks.Name;
import vektra.spi.Locks.Name.Kind;
import vektra.store.Things;

/** Locks between the threads of one process. */
class FileLocksIT {
    @TempDir
    Path folder;

    final Things.Reports reported = new Things.Reports();
    final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private FileLocks locks() {
        return new FileLocks(folder, reported);
    }

    /** Takes them on a thread of its own. */
    private Future<Held> elsewhere(Name... names) {
        return threads.submit(() -> locks().hold(List.of(names)));
    }

    private static Held soon(Future<Held> taken) throws Exception {
        return taken.get(30, TimeUnit.SECONDS);
    }

    @Test
    void one_holder_alone_and_the_next_when_it_is_done() throws Exception {
        Held held = locks().hold(List.of(alone(MYAPP)));
        Future<Held> next = elsewhere(alone(MYAPP));
        await().until(() -> reported.doing.contains("waiting for another vektra process that is working on app myapp"));
        assertThat(next).isNotDone();
        held.close();
        soon(next).close();
        assertThat(reported.doing).hasSize(1);
    }

    @Test
    void sharers_together_and_none_alone_among_them() throws Exception {
        Held one = locks().hold(List.of(shared(POSTGRES)));
        Held other = soon(elsewhere(shared(POSTGRES)));
        Future<Held> excluding = elsewhere(alone(POSTGRES));
        one.close();
        await().until(() -> !reported.doing.isEmpty());
        assertThat(excluding).isNotDone();
        other.close();
        Held alone = soon(excluding);
        Future<Held> sharing = elsewhere(shared(POSTGRES));
        await().until(() -> reported.doing.size() == 2);
        assertThat(sharing).isNotDone();
        alone.close();
        soon(sharing).close();
    }

    @Test
    void the_same_name_of_two_kinds_is_two_locks() throws Exception {
        Name app = Name.alone(Kind.APP, "redis");
        Name service = Name.alone(Kind.SERVICE, "redis");
        Name addon = Name.alone(Kind.ADDON, "redis");
        Name server = Name.alone(Kind.SERVER, "redis");
        Held held = locks().hold(List.of(server, app));
        soon(elsewhere(addon, service)).close();
        held.close();
    }

    @Test
    void a_name_asked_for_twice_is_one_lock_alone_if_either_wants_that() throws Exception {
        Held held = locks().hold(List.of(shared(POSTGRES), alone(POSTGRES), shared(POSTGRES)));
        Future<Held> sharing = elsewhere(shared(POSTGRES), shared(POSTGRES));
        await().until(() -> !reported.doing.isEmpty());
        assertThat(sharing).isNotDone();
        held.close();
        soon(sharing).close();
    }

    @Test
    void a_holder_of_an_app_may_still_take_a_server() {
        try (Held app = locks().hold(List.of(alone(MYAPP), alone(CURVED)));
                Held server = locks().hold(List.of(Name.alone(Kind.SERVER, "postgres")))) {
            assertThat(app).isNotSameAs(server);
        }
    }

    @Test
    void giving_back_twice_gives_nothing_of_others_back() throws Exception {
        Held first = locks().hold(List.of(alone(MYAPP)));
        first.close();
        Held second = locks().hold(List.of(alone(MYAPP)));
        first.close();
        Future<Held> third = elsewhere(alone(MYAPP));
        await().until(() -> !reported.doing.isEmpty());
        assertThat(third).isNotDone();
        second.close();
        soon(third).close();
    }

    @Test
    void an_interrupt_ends_the_waiting_and_no_lock_is_lost() throws Exception {
        Held held = locks().hold(List.of(alone(MYAPP)));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                locks().hold(List.of(alone(POSTGRES), alone(MYAPP))).close();
            } catch (Throwable e) {
                ended.complete(e);
            }
        });
        waiting.start();
        waiting.interrupt();
        assertThat(ended.get(30, TimeUnit.SECONDS))
                .isInstanceOf(VektraException.class)
                .hasMessageContaining("interrupted");
        soon(elsewhere(alone(POSTGRES))).close();
        Future<Held> next = elsewhere(alone(MYAPP));
        await().until(() -> !reported.doing.isEmpty());
        assertThat(next).isNotDone();
        held.close();
        soon(next).close();
    }

    @Test
    void many_threads_never_meet_and_never_lose_a_turn() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> counted = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(16);
        for (int thread = 0; thread < 16; thread++) {
            Name service = thread % 2 == 0 ? shared(POSTGRES) : alone(POSTGRES);
            threads.execute(() -> {
                for (int i = 0; i < 50; i++) {
                    try (Held held = locks().hold(List.of(service, alone(MYAPP)))) {
                        assertThat(held).isNotNull();
                        counted.add(inside.incrementAndGet());
                        inside.decrementAndGet();
                    }
                }
                done.countDown();
            });
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(counted).hasSize(16 * 50).containsOnly(1);
    }

    @Test
    void a_home_that_cannot_be_is_unavailable() {
        assertThatExceptionOfType(VektraException.class)
                .isThrownBy(() -> new FileLocks(Path.of("/proc/vektra"), reported).hold(List.of(alone(MYAPP))))
                .withMessageStartingWith("cannot write /proc/vektra");
    }
}
