package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;
import vektra.fixture.Mount;

/** A disk that is full, or fails within a write. */
class QueueDiskIT {
    private static Path folder;
    private static Mount disk;
    private static RunningQueues running;
    private static Client app;

    @BeforeAll
    static void start() throws Exception {
        folder = RunningQueues.folder();
        disk = Mount.small(folder, 24 << 10);
        running = new RunningQueues(QueueFlavor.SQS, folder);
        app = Client.on(running);
    }

    @AfterAll
    static void stop() throws Exception {
        if (running != null) {
            running.close();
        }
        if (disk != null) {
            disk.close();
        }
        Files.deleteIfExists(folder);
    }

    @Test
    void a_full_disk_refuses_messages_and_loses_none() throws Exception {
        String url = app.queue("filled", Map.of());
        Set<String> kept = new TreeSet<>();
        String large = "x".repeat(200_000);
        SqsException full = catchThrowableOfType(SqsException.class, () -> {
            for (int i = 100; ; i++) {
                app.send(url, i + large);
                kept.add(Integer.toString(i));
            }
        });
        assertThat(full.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
        assertThat(kept).hasSizeGreaterThan(20);
        List<Message> some = app.receive(url, 1, r -> {});
        app.delete(url, some.get(0));
        kept.remove(some.get(0).body().substring(0, 3));
        Path filler = folder.resolve("filler");
        fill(filler);
        Message doomed = app.receive(url, 1, r -> r.visibilityTimeout(0)).get(0);
        try {
            app.delete(url, doomed);
            kept.remove(doomed.body().substring(0, 3));
        } catch (SqsException e) {
            assertThat(e.statusCode()).isEqualTo(503);
        }
        Files.delete(filler);
        Set<String> found = new TreeSet<>();
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            app.receive(url, 10, r -> r.waitTimeSeconds(1)).forEach(message -> {
                found.add(message.body().substring(0, 3));
                app.delete(url, message);
            });
            return found.size() >= kept.size();
        });
        assertThat(found).containsAll(kept);
        assertThat(found).hasSizeBetween(kept.size(), kept.size() + 1);
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            app.send(url, "room again");
            return true;
        });
        running.kill();
        running.ensureRunning();
        assertThat(app.bodies(url, 1)).containsExactly("room again");
    }

    private static void fill(Path filler) throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            // now it is
        }
    }
}
