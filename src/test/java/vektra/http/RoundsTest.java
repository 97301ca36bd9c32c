package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(Rounds.MOST - 1);
    private final AtomicInteger begun = new AtomicInteger();

    /** All but the last of the rounds that fit hang until they are interrupted. */
    private void round() {
        if (begun.incrementAndGet() >= Rounds.MOST) {
            ended.countDown();
            return;
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }

    @Test
    void a_round_that_hangs_holds_up_no_other_and_is_interrupted_at_the_end() {
        new Rounds(this::round).until(ended, Duration.ofMillis(1));
        assertThat(interrupted.getCount()).isZero();
        assertThat(begun.get()).isGreaterThanOrEqualTo(Rounds.MOST);
    }
}
