package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What one app tries against another's queues, and what clients do to a server that means no good. */
class QueueAttacksIT {
    private static RunningQueues running;
    private static Client victim;
    private static Client attacker;
    private static String queue;

    @BeforeAll
    static void start() {
        running = new RunningQueues(QueueFlavor.SQS);
        victim = Client.on(running);
        attacker = Client.on(running);
        queue = victim.queue("secret", Map.of());
        victim.send(queue, "plan");
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void another_apps_queue_is_refused_to_every_kind_of_request() {
        Message held = victim.receive(queue, 1, r -> r.visibilityTimeout(0)).get(0);
        String handle = held.receiptHandle();
        String arn = victim.attribute(queue, QueueAttributeName.QUEUE_ARN);
        denied(sqs -> sqs.sendMessage(r -> r.queueUrl(queue).messageBody("x")));
        denied(sqs -> sqs.sendMessageBatch(
                r -> r.queueUrl(queue).entries(e -> e.id("a").messageBody("x"))));
        denied(sqs -> sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20)));
        denied(sqs -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(handle)));
        denied(sqs -> sqs.changeMessageVisibility(
                r -> r.queueUrl(queue).receiptHandle(handle).visibilityTimeout(9)));
        denied(sqs -> sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.ALL)));
        denied(sqs -> sqs.setQueueAttributes(
                r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"))));
        denied(sqs -> sqs.purgeQueue(r -> r.queueUrl(queue)));
        denied(sqs -> sqs.deleteQueue(r -> r.queueUrl(queue)));
        denied(sqs -> sqs.tagQueue(r -> r.queueUrl(queue).tags(Map.of("k", "v"))));
        denied(sqs -> sqs.listQueueTags(r -> r.queueUrl(queue)));
        denied(sqs -> sqs.listDeadLetterSourceQueues(r -> r.queueUrl(queue)));
        denied(sqs -> sqs.getQueueUrl(r -> r.queueName("secret").queueOwnerAWSAccountId(arn.split(":")[4])));
        denied(sqs -> sqs.startMessageMoveTask(r -> r.sourceArn(arn)));
        denied(sqs -> sqs.listMessageMoveTasks(r -> r.sourceArn(arn)));
        denied(sqs -> sqs.receiveMessage(r -> r.queueUrl(queue + "-that-does-not-exist")));
        assertThat(refusal(sqs -> sqs.createQueue(r -> r.queueName("robber")
                        .attributes(Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":1}")))))
                .isEqualTo("InvalidParameterValue");
        assertThat(attacker.sqs().listQueues().queueUrls()).hasSize(1).allMatch(url -> url.endsWith("/my-app"));
        String own = attacker.queue("secret", Map.of());
        assertThat(attacker.bodies(own, 10)).isEmpty();
        attacker.sqs().deleteMessage(r -> r.queueUrl(own).receiptHandle(handle));
        assertThat(refusal(sqs -> sqs.deleteMessage(
                        r -> r.queueUrl(attacker.vars().get("SQS_QUEUE_URL")).receiptHandle(handle))))
                .isEqualTo("ReceiptHandleIsInvalid");
        assertThat(victim.bodies(queue, 1)).containsExactly("plan");
        victim.sqs()
                .changeMessageVisibilityBatch(r -> r.queueUrl(queue)
                        .entries(List.of(
                                software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry
                                        .builder()
                                        .id("a")
                                        .receiptHandle(handle)
                                        .visibilityTimeout(0)
                                        .build())));
    }

    @Test
    void without_the_right_secret_nothing_is_answered() throws Exception {
        try (SqsClient wrong = QueueApp.client(victim.vars(), "wrong")) {
            assertThat(refusal(wrong, SqsClient::listQueues)).isEqualTo("SignatureDoesNotMatch");
        }
        for (String id : List.of("AKVEKTRA000000000000", "../admin", "..%2Fadmin", "AKVEKTRA00000000000G", "VEKTRA")) {
            Map<String, String> vars = new HashMap<>(victim.vars());
            vars.put("SQS_ACCESS_KEY_ID", id);
            try (SqsClient wrong = QueueApp.client(vars)) {
                assertThat(refusal(wrong, SqsClient::listQueues))
                        .isIn("InvalidClientTokenId", "IncompleteSignature", "SignatureDoesNotMatch");
            }
        }
        String body = RawRequest.answer(
                victim.vars(), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        assertThat(body).startsWith("HTTP/1.1 403");
        Map<String, String> signed = new TreeMap<>(victim.vars());
        signed.put("SQS_SECRET_ACCESS_KEY", attacker.vars().get("SQS_SECRET_ACCESS_KEY"));
        assertThat(RawRequest.form(signed, "sqs", Map.of("Action", "ListQueues"))
                        .status())
                .isEqualTo(403);
        assertThat(RawRequest.form(victim.vars(), "sqs", Map.of("Action", "ListQueues"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_key_that_is_revoked_ends_what_waits_with_it() {
        Client other = victim.attached();
        String own = victim.queue("awaited", Map.of());
        CompletableFuture<List<String>> waiting =
                CompletableFuture.supplyAsync(() -> other.receive(own, 1, r -> r.waitTimeSeconds(20)).stream()
                        .map(Message::body)
                        .toList());
        Awaitility.await().pollDelay(java.time.Duration.ofMillis(300)).until(() -> true);
        CompletableFuture<List<String>> longer =
                CompletableFuture.supplyAsync(() -> victim.receive(own, 1, r -> r.waitTimeSeconds(20)).stream()
                        .map(Message::body)
                        .toList());
        running.provider()
                .revoke(running.server(), other.resource(), other.credentials().id());
        CompletionException refused = catchThrowableOfType(CompletionException.class, waiting::join);
        assertThat(((SqsException) refused.getCause()).awsErrorDetails().errorCode())
                .isEqualTo("InvalidClientTokenId");
        assertThat(longer).as("a poll that began later").isNotDone();
        victim.send(own, "for the others");
        assertThat(longer.join()).containsExactly("for the others");
    }

    @Test
    void one_that_went_away_while_it_waited_takes_no_message_with_it() throws Exception {
        String own = victim.queue("abandoned", Map.of());
        List<Thread> gone = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> {
                try (SqsClient client = QueueApp.client(victim.vars())) {
                    client.receiveMessage(r -> r.queueUrl(own)
                            .waitTimeSeconds(20)
                            .overrideConfiguration(c -> c.apiCallTimeout(java.time.Duration.ofMillis(400))));
                } catch (RuntimeException e) {
                    // that is what it does
                }
            });
            thread.start();
            gone.add(thread);
        }
        for (Thread thread : gone) {
            thread.join();
        }
        victim.send(own, "kept");
        assertThat(victim.receive(own, 1, r -> r.waitTimeSeconds(5)))
                .extracting(Message::body)
                .containsExactly("kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET http://elsewhere/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/2.0\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\n folded: x\r\n\r\n",
                "POST / HTTP/1.1\r\nBad Header: x\r\n\r\n",
                "POST /%W HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nX: %W\r\n\r\n",
                "POST / HTTP/1.1\r\n%H\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\n"
            })
    void what_is_no_request_is_refused_and_the_connection_closed(String text) throws Exception {
        String wide = "w".repeat(40_000);
        String many = "h: x\r\n".repeat(150);
        String answer =
                RawRequest.answer(victim.vars(), text.replace("%W", wide).replace("%H", many));
        assertThat(answer).matches("HTTP/1\\.1 4(00|13|31) .*");
    }

    @Test
    void bodies_that_are_no_request_are_refused() throws Exception {
        String deep = "{\"QueueUrl\":" + "[".repeat(100_000);
        String map = "{\"a\":".repeat(5_000);
        String number = "{\"QueueUrl\":1e999999999}";
        for (String body : List.of(deep, map, number, "[]", "\"x\"", "{\"QueueUrl\":{\"a\":1}}", "\u0000", "{} {}")) {
            RawRequest.Answer answer = RawRequest.post(victim.vars(), "sqs", "/", "application/x-amz-json-1.0", body);
            assertThat(answer.status())
                    .as(body.substring(0, Math.min(20, body.length())))
                    .isEqualTo(400);
            assertThat(answer.body().length()).isLessThan(2_000);
        }
        StringBuilder many = new StringBuilder("Action=ListQueues");
        for (int i = 0; i < 10_000; i++) {
            many.append("&p").append(i).append("=x");
        }
        for (String form : List.of(
                many.toString(),
                "Action=ListQueues&" + "a.".repeat(5_000) + "b=1",
                "Action=ListQueues&a=1&a.b=2",
                "Action=ListQueues&a=%zz",
                "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>")) {
            assertThat(RawRequest.post(victim.vars(), "sqs", "/", "application/x-www-form-urlencoded", form)
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void slow_clients_and_those_that_cut_their_connections_keep_no_other_from_being_served() throws Exception {
        String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                slow.add(RawRequest.sent(victim.vars(), i % 3 == 0 ? "POST / HT" : head));
                if (i % 7 == 0) {
                    slow.get(i).close();
                }
            }
            byte[] half = new byte[1 << 20];
            for (int i = 400; i < 460; i++) {
                try {
                    slow.get(i).getOutputStream().write(half);
                } catch (IOException e) {
                    // it was closed, by us or by the server for want of memory
                }
            }
            String own = victim.queue("served", Map.of());
            for (int i = 0; i < 20; i++) {
                victim.send(own, "message " + i);
            }
            assertThat(victim.counts(own)).isEqualTo("20 0 0");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        String status = Files.readString(Path.of("/proc", Long.toString(running.pid()), "status"));
        int megabytes = Integer.parseInt(status.replaceAll("(?s).*VmHWM:\\s+([0-9]+) kB.*", "$1")) / 1024;
        assertThat(megabytes).as("resident megabytes at most").isLessThan(260);
        assertThat(Integer.parseInt(status.replaceAll("(?s).*Threads:\\s+([0-9]+).*", "$1")))
                .isLessThan(50);
    }

    @Test
    void secrets_are_in_files_of_the_user_alone_and_in_no_argument_and_no_log() throws Exception {
        String secret = victim.vars().get("SQS_SECRET_ACCESS_KEY");
        String admin = running.server().adminUrl().reveal().replaceAll(".*:(.*)@.*", "$1");
        String arguments = Files.readString(Path.of("/proc", Long.toString(running.pid()), "cmdline"));
        String environment = Files.readString(Path.of("/proc", Long.toString(running.pid()), "environ"));
        String log = Files.readString(running.log(), StandardCharsets.UTF_8);
        for (String text : List.of(arguments, environment, log)) {
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContain(secret.substring(0, 24))
                    .doesNotContain(admin);
        }
        Path key = running.data().resolve("keys").resolve(victim.vars().get("SQS_ACCESS_KEY_ID"));
        assertThat(Files.readString(key)).contains(secret);
        for (Path file : List.of(key, running.data().resolve("admin"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(running.data())))
                .isEqualTo("rwx------");
    }

    private static void denied(Consumer<SqsClient> request) {
        assertThat(refusal(request)).isEqualTo("AccessDenied");
    }

    private static String refusal(Consumer<SqsClient> request) {
        return refusal(attacker.sqs(), request);
    }

    private static String refusal(SqsClient client, Consumer<SqsClient> request) {
        SqsException refused = catchThrowableOfType(SqsException.class, () -> request.accept(client));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.awsErrorDetails().errorCode();
    }
}
