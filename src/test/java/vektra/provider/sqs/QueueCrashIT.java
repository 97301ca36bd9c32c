package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;

/** What a server that is killed while clients write has kept. */
@Sampled(oneIn = 6)
class QueueCrashIT {
    private static RunningQueues running;
    private static Client app;

    @BeforeAll
    static void start() {
        running = new RunningQueues(QueueFlavor.SQS);
        app = Client.on(running);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void a_kill_loses_no_message_that_was_acknowledged_and_brings_back_none_that_was_deleted() throws Exception {
        String url = app.queue("killed", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "900"));
        Set<String> sent = ConcurrentHashMap.newKeySet();
        Set<String> received = ConcurrentHashMap.newKeySet();
        Set<String> deleted = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 3; round++) {
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String name = round + "-" + i + "-";
                clients.add(new Thread(() -> work(url, name, sent, received, deleted)));
            }
            clients.forEach(Thread::start);
            int before = sent.size();
            while (sent.size() < before + 60) {
                Thread.onSpinWait();
            }
            running.kill();
            for (Thread client : clients) {
                client.join();
            }
            running.ensureRunning();
        }
        Set<String> found = ConcurrentHashMap.newKeySet();
        List<Message> messages = app.receive(url, 10, r -> r.visibilityTimeout(600));
        while (!messages.isEmpty()) {
            messages.forEach(message -> found.add(message.body()));
            messages = app.receive(url, 10, r -> r.visibilityTimeout(600));
        }
        assertThat(found).doesNotContainAnyElementsOf(deleted);
        // what was received and perhaps not deleted may be hidden as yet
        sent.removeAll(received);
        assertThat(found).containsAll(sent);
    }

    /** Sends, and deletes some of what it sent, until the server is gone. */
    private static void work(String url, String name, Set<String> sent, Set<String> received, Set<String> deleted) {
        try (SqsClient client = SqsClient.builder()
                .httpClient(QueueApp.HTTP)
                .endpointOverride(URI.create(app.vars().get("SQS_ENDPOINT")))
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .credentialsProvider(software.amazon.awssdk.auth.credentials.StaticCredentialsProvider.create(
                        software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create(
                                app.vars().get("SQS_USER"), app.vars().get("SQS_PASS"))))
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.LEGACY).retryStrategy(s -> s.maxAttempts(1)))
                .build()) {
            for (int i = 0; ; i++) {
                String body = name + i;
                client.sendMessage(r -> r.queueUrl(url).messageBody(body));
                sent.add(body);
                if (i % 3 == 0) {
                    for (Message message :
                            client.receiveMessage(r -> r.queueUrl(url)).messages()) {
                        received.add(message.body());
                        client.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
                        deleted.add(message.body());
                    }
                }
            }
        } catch (SdkException gone) {
            // it was killed
        }
    }

    @Test
    void a_server_that_hangs_is_unavailable_soon_and_goes_on_where_it_was() throws Exception {
        String url = app.queue("hung", Map.of());
        app.send(url, "before");
        AddonProvider impatient = new QueueProvider(QueueFlavor.SQS, Duration.ofMillis(500), running.home());
        Signal.send("STOP", running.pid());
        try {
            VektraException hung = catchThrowableOfType(VektraException.class, () -> impatient.ping(running.server()));
            assertThat(hung.kind()).isEqualTo(Kind.UNAVAILABLE);
        } finally {
            Signal.send("CONT", running.pid());
        }
        assertThat(app.bodies(url, 1)).containsExactly("before");
    }

    @Test
    void a_group_stays_closed_and_a_receipt_good_after_a_kill() throws Exception {
        String url = app.fifo("closed", true);
        app.sendTo(url, "g", "1", "2");
        Message first = app.receive(url, 1, r -> r.visibilityTimeout(600)).get(0);
        String plain = app.queue("receipts", Map.of());
        app.send(plain, "x");
        Message other = app.receive(plain, 1, r -> {}).get(0);
        running.kill();
        running.ensureRunning();
        assertThat(app.bodies(url, 10)).isEmpty();
        app.sendTo(url, "g", "1");
        app.delete(url, first);
        assertThat(app.bodies(url, 10)).containsExactly("2");
        app.delete(plain, other);
        assertThat(app.counts(plain)).isEqualTo("0 0 0");
    }
}
