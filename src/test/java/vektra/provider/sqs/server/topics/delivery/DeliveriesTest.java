package vektra.provider.sqs.server.topics.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Reopening;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.topics.stored.Publication;

/** Which delivery comes when. */
class DeliveriesTest {
    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong(1_800_000_000_000L);
    private Ledger ledger;
    private Deliveries deliveries;

    @BeforeEach
    void open() {
        ledger = new Ledger(folder.resolve("messages"), Runnable::run);
        deliveries = new Deliveries(ledger, new Time(clock::get));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_delivery_whose_lease_ended_is_there_once_whatever_both_attempts_lead_to() {
        publish(false, "a/t/1", "a/t/2");
        Delivery first = lease(clock.get() + 60_000);
        lease(clock.get() + 3_600_000);
        clock.addAndGet(60_000);
        mature();
        Delivery again = lease(clock.get() + 60_000);
        assertThat(again.subscription()).isEqualTo(first.subscription());
        with(() -> deliveries.postpone(first, clock.get(), 1));
        with(() -> deliveries.done(first));
        assertThat(deliveries.size()).isEqualTo(2);
        with(() -> deliveries.done(again));
        with(() -> deliveries.postpone(again, clock.get(), 1));
        with(() -> deliveries.done(again));
        assertThat(deliveries.size()).isEqualTo(1);
        assertThat(ledger.numbered("published").size()).isEqualTo(1);
    }

    @Test
    void the_backlog_of_one_add_on_delays_no_other() {
        for (int i = 0; i < 500; i++) {
            publish(false, "a/t/1", "a/t/2");
        }
        publish(false, "b/t/1");
        List<String> turns = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            turns.add(lease(Long.MAX_VALUE).subscription());
        }
        assertThat(turns).containsExactly("a/t/1", "a/t/2", "b/t/1");
        assertThat(deliveries.next(addon -> !addon.equals("a"))).isNull();
        publish(false, "b/t/1");
        publish(false, "ab/t/1");
        assertThat(lease(addon -> !addon.equals("a")).subscription()).isEqualTo("ab/t/1");
        assertThat(lease(addon -> !addon.equals("a")).subscription()).isEqualTo("b/t/1");
        assertThat(deliveries.waiting("a")).isEqualTo(1000);
        assertThat(deliveries.waiting("b")).isEqualTo(2);
    }

    @Test
    void ordered_deliveries_wait_for_the_one_before_and_others_do_not_wait_for_them() {
        publish(true, "a/t.fifo/1");
        publish(true, "a/t.fifo/1");
        publish(false, "a/u/1");
        Delivery first = lease(clock.get() + 60_000);
        assertThat(lease(Long.MAX_VALUE).subscription()).isEqualTo("a/u/1");
        assertThat(deliveries.next(addon -> true)).isNull();
        with(() -> deliveries.postpone(first, clock.get() + 1000, 1));
        assertThat(mature()).isEqualTo(clock.get() + 1000);
        assertThat(deliveries.next(addon -> true)).isNull();
        clock.addAndGet(1000);
        mature();
        Delivery again = lease(Long.MAX_VALUE);
        assertThat(again.published()).isEqualTo(first.published());
        assertThat(again.attempts()).isEqualTo(2);
        with(() -> deliveries.done(again));
        assertThat(lease(Long.MAX_VALUE).published()).isGreaterThan(first.published());
    }

    @Test
    void what_waits_is_counted_by_add_on_wherever_it_is() {
        publish(false, "a/t/1", "b/t/1");
        publish(false, "a/t/1");
        assertThat(deliveries.waiting("a")).isEqualTo(2);
        Delivery leased = lease(clock.get() + 60_000);
        assertThat(leased.subscription()).isEqualTo("a/t/1");
        assertThat(deliveries.waiting("a")).isEqualTo(2);
        with(() -> deliveries.postpone(leased, clock.get() + 1000, 1));
        assertThat(deliveries.waiting("a")).isEqualTo(2);
        clock.addAndGet(1000);
        mature();
        assertThat(deliveries.waiting("a")).isEqualTo(2);
        Delivery other = lease(addon -> addon.equals("b"));
        with(() -> deliveries.done(other));
        Delivery again = lease(addon -> addon.equals("a"));
        with(() -> deliveries.done(again));
        with(() -> deliveries.done(again));
        assertThat(deliveries.waiting("a")).isEqualTo(1);
        assertThat(deliveries.waiting("b")).isZero();
    }

    @Test
    void what_waits_is_counted_again_after_the_store_was_opened_again() {
        publish(false, "a/t/1");
        lease(clock.get() + 60_000);
        assertThat(deliveries.waiting("a")).isEqualTo(1);
        Reopening.of(ledger);
        assertThat(deliveries.waiting("a")).isZero();
    }

    private void publish(boolean fifo, String... subscriptions) {
        Publication publication =
                new Publication("id", 0, "arn", "", Map.of("default", "m"), List.of(), "", "", "", "1");
        with(() -> deliveries.add(publication, List.of(subscriptions), fifo));
    }

    private Delivery lease(long until) {
        return lease(addon -> true, until);
    }

    private Delivery lease(Predicate<String> free) {
        return lease(free, Long.MAX_VALUE);
    }

    private Delivery lease(Predicate<String> free, long until) {
        return ledger.with(() -> deliveries.lease(Objects.requireNonNull(deliveries.next(free)), until));
    }

    private long mature() {
        return ledger.with(deliveries::mature);
    }

    private void with(Runnable change) {
        ledger.with(() -> {
            change.run();
            return ledger;
        });
    }
}
