package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.spi.Ability;

/** A queue of a million messages, through a kill, on a server with a heap of 128 MB. */
@Tag("soak")
class MillionMessagesIT {
    private static final int MANY = 1_000_000;

    @Test
    void a_million_messages_need_no_heap_and_survive_a_kill() throws Exception {
        try (RunningQueues running = new RunningQueues(QueueFlavor.SQS)) {
            Client app = Client.on(running);
            String url = app.queue("million", Map.of());
            AtomicInteger next = new AtomicInteger();
            together(() -> {
                for (int i = next.getAndAdd(10); i < MANY; i = next.getAndAdd(10)) {
                    List<SendMessageBatchRequestEntry> entries = IntStream.range(i, i + 10)
                            .mapToObj(number -> SendMessageBatchRequestEntry.builder()
                                    .id("i" + number)
                                    .messageBody("message " + number + " " + "x".repeat(200))
                                    .build())
                            .toList();
                    app.sqs().sendMessageBatch(r -> r.queueUrl(url).entries(entries));
                }
            });
            assertThat(resident(running)).isLessThan(300);
            running.kill();
            running.ensureRunning();
            assertThat(app.counts(url)).isEqualTo(MANY + " 0 0");
            backUp(running, app.resource());
            assertThat(resident(running)).isLessThan(300);
            AtomicInteger taken = new AtomicInteger();
            together(() -> {
                for (List<Message> got = take(app, url); !got.isEmpty(); got = take(app, url)) {
                    taken.addAndGet(got.size());
                }
            });
            assertThat(taken).hasValue(MANY);
            assertThat(app.counts(url)).isEqualTo("0 0 0");
            assertThat(resident(running)).isLessThan(300);
        }
    }

    private static void backUp(RunningQueues running, Resource resource) throws Exception {
        Path file = running.home().resolve("backup");
        Resource beside = running.provider().provision(running.server(), new Resource(Id.fresh(), "beside", Map.of()));
        Ability.Backups backups = running.provider().abilities().backups().orElseThrow();
        assertThat(backups.dump(running.server(), resource, file, beside).words())
                .isEqualTo("2 queues with " + MANY + " messages");
        running.provider().deprovision(running.server(), beside);
    }

    private static List<Message> take(Client app, String url) {
        List<Message> got = app.receive(url, 10, r -> {});
        if (!got.isEmpty()) {
            app.sqs()
                    .deleteMessageBatch(r -> r.queueUrl(url)
                            .entries(IntStream.range(0, got.size())
                                    .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                                            .id("i" + i)
                                            .receiptHandle(got.get(i).receiptHandle())
                                            .build())
                                    .toList()));
        }
        return got;
    }

    private static void together(Runnable work) throws InterruptedException {
        List<Thread> threads = Stream.generate(() -> new Thread(work)).limit(6).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Megabytes at most. */
    private static int resident(RunningQueues running) throws Exception {
        String status = Files.readString(Path.of("/proc", Long.toString(running.pid()), "status"));
        return Integer.parseInt(status.replaceAll("(?s).*VmHWM:\\s+([0-9]+) kB.*", "$1")) / 1024;
    }
}
