package vektra.provider.sqs.server.queues.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.provider.sqs.server.queues.mailbox.Mailbox.Delivery;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;

/** The messages of one queue, without a server. */
class MailboxTest {
    private static final long FOREVER = Long.MAX_VALUE / 4;
    private static final Mailbox.Overflow NONE = new Mailbox.Overflow() {
        @Override
        public boolean isOver(int received) {
            return false;
        }

        @Override
        public void take(Message message) {}
    };

    @TempDir
    private Path folder;

    /** Milliseconds since 1970; only a test moves it. */
    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);

    private Ledger ledger;
    private Mailbox mailbox;

    @BeforeEach
    void open() {
        ledger = new Ledger(folder.resolve("messages"), Runnable::run);
        mailbox = new Mailbox(ledger, new Time(clock::get), "1", "plain");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void messages_that_were_kept_for_long_enough_are_neither_received_nor_kept() {
        long now = now();
        ledger.with(() -> {
            mailbox.add(message("", "old", now - 60_001), 0);
            mailbox.add(message("", "young", now - 59_999), 0);
            mailbox.add(message("", "old and delayed", now - 60_001), 900);
            assertThat(bodies(mailbox.receive(10, 30, 60_000, NONE))).containsExactly("young");
            assertThat(mailbox.size()).isEqualTo(2);
            return mailbox.expire(1_000);
        });
        assertThat(mailbox.size()).isZero();
        assertThat(mailbox.hidden() + mailbox.delayed()).isZero();
    }

    @Test
    void expiry_takes_a_bounded_step_at_a_time_and_reaches_its_end() {
        ledger.with(() -> {
            for (int i = 0; i < 2500; i++) {
                mailbox.add(message("", "m" + i, 0), 0);
            }
            assertThat(mailbox.expire(60_000)).isTrue();
            assertThat(mailbox.size()).isEqualTo(1500);
            assertThat(mailbox.expire(60_000)).isTrue();
            return mailbox.expire(60_000);
        });
        assertThat(mailbox.size()).isZero();
    }

    @Test
    void what_returns_comes_after_what_waited_longer_and_before_what_came_later() {
        ledger.with(() -> mailbox.add(message("", "first", now()), 0));
        Delivery first =
                ledger.with(() -> mailbox.receive(1, 30, FOREVER, NONE)).get(0);
        ledger.with(() -> mailbox.add(message("", "second", now()), 0));
        tick();
        ledger.with(() -> {
            mailbox.changeVisibility(first.handle(), 0);
            return first;
        });
        tick();
        ledger.with(() -> mailbox.add(message("", "third", now()), 0));
        assertThat(bodies(ledger.with(() -> mailbox.receive(10, 30, FOREVER, NONE))))
                .containsExactly("second", "first", "third");
    }

    /** Random requests beside a model of lists: each group in its order, and never two hands on one group. */
    @Test
    void groups_keep_their_order_whatever_is_done() {
        Mailbox fifo = new Mailbox(ledger, new Time(clock::get), "2", "random.fifo");
        Random random = new Random(7);
        Map<String, List<String>> waiting = new HashMap<>();
        Map<String, List<Delivery>> held = new HashMap<>();
        int size = 0;
        for (int step = 0; step < 4000; step++) {
            int what = random.nextInt(10);
            String group = "g" + random.nextInt(5);
            if (what < 4) {
                String body = group + "-" + step;
                ledger.with(() -> fifo.add(message(group, body, now()), 0));
                waiting.computeIfAbsent(group, g -> new ArrayList<>()).add(body);
                size++;
            } else if (what < 7) {
                List<Delivery> got = ledger.with(() -> fifo.receive(1 + random.nextInt(3), 600, FOREVER, NONE));
                for (Delivery each : got) {
                    String its = each.message().group();
                    List<Delivery> hands = held.computeIfAbsent(its, g -> new ArrayList<>());
                    assertThat(hands).as("received by this request alone").allMatch(got::contains);
                    assertThat(each.message().text()).isEqualTo(waiting.get(its).get(hands.size()));
                    hands.add(each);
                }
            } else if (!held.getOrDefault(group, List.of()).isEmpty()) {
                List<Delivery> hands = held.get(group);
                Delivery one = hands.remove(random.nextInt(hands.size()));
                if (what < 9) {
                    ledger.with(() -> {
                        fifo.delete(one.handle());
                        return one;
                    });
                    waiting.get(group).remove(one.message().text());
                    size--;
                } else {
                    // all of them go back, so that the model knows what comes next
                    hands.add(one);
                    hands.forEach(each -> ledger.with(() -> {
                        fifo.changeVisibility(each.handle(), 0);
                        return each;
                    }));
                    hands.clear();
                }
            }
            long hidden = held.values().stream().mapToLong(List::size).sum();
            assertThat(fifo.size()).isEqualTo(size);
            assertThat(fifo.hidden()).isEqualTo(hidden);
        }
        assertThat(size).isPositive();
    }

    @Test
    void many_messages_need_no_memory_and_their_file_gives_its_room_back() throws Exception {
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        Thread writer = new Thread(ledger);
        writer.setDaemon(true);
        writer.start();
        String body = "b".repeat(1000);
        int many = 30_000;
        for (int i = 0; i < many; i++) {
            ledger.with(() -> mailbox.add(message("", body, now()), 0));
            if (i % 1000 == 999) {
                awaitDisk();
            }
        }
        assertThat(mailbox.size()).isEqualTo(many);
        runtime.gc();
        long used = runtime.totalMemory() - runtime.freeMemory() - before;
        assertThat(used / many).as("bytes of memory for each").isLessThan(700);
        ledger.with(() -> {
            mailbox.clear();
            return mailbox;
        });
        Awaitility.await().until(() -> ledger.size() < 2 << 20);
    }

    private void awaitDisk() throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        ledger.with(() -> {
            ledger.whenDurable(ok -> written.countDown());
            return written;
        });
        written.await();
    }

    private void tick() {
        clock.incrementAndGet();
    }

    private long now() {
        return clock.get();
    }

    private static Message message(String group, String body, long sentAt) {
        return new Message(
                UUID.randomUUID().toString(),
                sentAt,
                group,
                "",
                "sender",
                "",
                "",
                body.getBytes(StandardCharsets.UTF_8),
                List.of());
    }

    private static List<String> bodies(List<Delivery> deliveries) {
        return deliveries.stream().map(each -> each.message().text()).toList();
    }
}
