package vektra.addons.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vektra.model.text.VektraException;

class SideBySideTest {
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger busiest = new AtomicInteger();

    /** Returns once as many are at work as the barrier wants. */
    private int meet(CyclicBarrier barrier, int number) {
        busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        busy.decrementAndGet();
        return number * 10;
    }

    @Test
    void as_many_as_the_limit_are_at_work_at_once_and_results_are_in_order() {
        CyclicBarrier three = new CyclicBarrier(3);
        assertThat(new SideBySide(3).each(List.of(1, 2, 3, 4, 5, 6), number -> meet(three, number)))
                .containsExactly(10, 20, 30, 40, 50, 60);
        assertThat(busiest).hasValue(3);
    }

    @Test
    void a_lower_limit_holds_and_a_higher_one_does_not() {
        assertThat(new SideBySide(4).atMost(2)).isEqualTo(new SideBySide(2));
        assertThat(new SideBySide(1).atMost(2)).isEqualTo(new SideBySide(1));
    }

    @Test
    void one_at_a_time_is_done_by_the_thread_that_asks() {
        List<Thread> threads = new ArrayList<>();
        new SideBySide(1).each(List.of(1, 2), number -> threads.add(Thread.currentThread()));
        new SideBySide(4).each(List.of(1), number -> threads.add(Thread.currentThread()));
        assertThat(threads).hasSize(3).containsOnly(Thread.currentThread());
    }

    @Test
    void what_fails_stops_no_other_and_is_thrown_in_the_end() {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        assertThatThrownBy(() -> new SideBySide(2).each(List.of(1, 2, 3, 4), number -> {
                    if (number % 2 == 1) {
                        throw new IllegalArgumentException("number " + number);
                    }
                    return done.add(number);
                }))
                .hasMessage("number 1")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(done).containsExactlyInAnyOrder(2, 4);
    }

    @Test
    void an_interruption_reaches_what_is_at_work() {
        CountDownLatch interrupted = new CountDownLatch(2);
        Thread asking = Thread.currentThread();
        CyclicBarrier both = new CyclicBarrier(2, asking::interrupt);
        assertThatThrownBy(() -> new SideBySide(2).each(List.of(1, 2), number -> {
                    try {
                        both.await();
                        return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        return false;
                    } catch (BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isInstanceOf(VektraException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.getCount()).isZero();
    }
}
