package vektra.monitors.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vektra.model.monitor.Status;
import vektra.monitors.check.Check;
import vektra.monitors.check.Checked;

class BuiltInTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Ended attempt(Worker worker) {
        return worker.attempt(MINUTE, (error, line) -> {});
    }

    @Test
    void what_the_check_says_is_how_the_attempt_ended() {
        Check check = timeout -> new Checked(Status.FAILURE, 503, "busy");
        assertThat(attempt(new BuiltIn(check, () -> 5)))
                .isEqualTo(new Ended(Status.FAILURE, 503, Duration.ZERO, false, "busy"));
    }

    @Test
    void one_that_is_stopped_has_been_skipped_and_its_thread_can_be_used_again() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Check waits = timeout -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return Checked.SUCCESS;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Checked(Status.SKIPPED, null, "interrupted");
            }
        };
        Worker worker = new BuiltIn(waits, System::nanoTime);
        CompletableFuture<Ended> ended = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            ended.complete(attempt(worker));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        worker.stop();
        assertThat(ended.get().status()).isEqualTo(Status.SKIPPED);
        assertThat(ended.get().reason()).isEqualTo("stopped");
        assertThat(interrupted.get()).isFalse();
        await().until(() -> !thread.isAlive());
        assertThat(attempt(worker).status()).isEqualTo(Status.SKIPPED);
    }
}
