package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import vektra.fixture.Sampled;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Secret;

/** What topics do, asked with the AWS SDK; their subscribers are queues of the same home, and an HTTP server. */
@Sampled(oneIn = 5)
class TopicsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningQueues queues;
    private static RunningQueues topics;
    private static Client app;
    private static Client stranger;
    private static Map<String, String> vars;
    private static SnsClient sns;
    private static HttpServer web;
    private static final BlockingQueue<Received> RECEIVED = new LinkedBlockingQueue<>();
    private static final AtomicInteger REFUSALS = new AtomicInteger();

    private record Received(String type, String body) {
        JsonNode json() throws Exception {
            return JSON.readTree(body);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        queues = new RunningQueues(QueueFlavor.SQS);
        topics = new RunningQueues(QueueFlavor.SNS, queues.home());
        app = Client.on(queues);
        stranger = new Client(queues, other("their-app"), app.credentials(), Map.of(), app.sqs()).attached();
        vars = bound("my-app");
        sns = TopicApp.client(vars);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        web.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = REFUSALS.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!refused) {
                RECEIVED.add(new Received(exchange.getRequestHeaders().getFirst("x-amz-sns-message-type"), body));
            }
            exchange.sendResponseHeaders(refused ? 503 : 200, -1);
            exchange.close();
        });
        web.start();
    }

    private static Resource other(String label) {
        return queues.provider().provision(queues.server(), new Resource(Id.fresh(), label, Map.of()));
    }

    private static Map<String, String> bound(String label) {
        Resource resource = topics.provider().provision(topics.server(), new Resource(Id.fresh(), label, Map.of()));
        Credentials made = topics.provider().grant(topics.server(), resource, Id.fresh(), Secret.fresh());
        return topics.provider().configVars(topics.server(), resource, made);
    }

    @AfterAll
    static void stop() {
        web.stop(0);
        topics.close();
        queues.close();
    }

    @Test
    void a_queue_gets_what_is_published_in_an_envelope() throws Exception {
        String queue = app.queue("enveloped", Map.of());
        String topic = topic("enveloped");
        String subscription = subscribe(topic, queue, Map.of());
        String id = sns.publish(r -> r.topicArn(topic)
                        .subject("News")
                        .message("gr\u00fcn \ud83d\ude00")
                        .messageAttributes(Map.of("kind", text("a"), "bytes", binary())))
                .messageId();
        JsonNode envelope = JSON.readTree(next(app, queue).body());
        assertThat(envelope.get("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.get("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.get("TopicArn").asText()).isEqualTo(topic);
        assertThat(envelope.get("Subject").asText()).isEqualTo("News");
        assertThat(envelope.get("Message").asText()).isEqualTo("gr\u00fcn \ud83d\ude00");
        assertThat(envelope.get("Timestamp").asText()).matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z");
        assertThat(envelope.at("/MessageAttributes/kind/Value").asText()).isEqualTo("a");
        assertThat(envelope.at("/MessageAttributes/bytes/Value").asText()).isEqualTo("AAE=");
        assertThat(envelope.get("UnsubscribeURL").asText()).endsWith(subscription);
        assertThat(isSigned(envelope, "Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"))
                .isTrue();
    }

    @Test
    void a_queue_that_wants_messages_raw_gets_their_attributes_too() {
        String queue = app.queue("raw", Map.of());
        String topic = topic("raw");
        subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));
        sns.publish(r -> r.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"for all\",\"sqs\":\"for queues\"}")
                .messageAttributes(Map.of(
                        "n",
                        MessageAttributeValue.builder()
                                .dataType("Number")
                                .stringValue("7")
                                .build())));
        Message got = next(app, queue);
        assertThat(got.body()).isEqualTo("for queues");
        assertThat(got.messageAttributes().get("n").dataType()).isEqualTo("Number");
    }

    @Test
    void a_batch_reaches_each_subscriber_that_wants_it() {
        String all = app.queue("all", Map.of());
        String some = app.queue("some", Map.of());
        String body = app.queue("body", Map.of());
        String topic = topic("filtered");
        subscribe(topic, all, Map.of("RawMessageDelivery", "true"));
        subscribe(
                topic,
                some,
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "FilterPolicy",
                        "{\"kind\":[\"red\",{\"prefix\":\"blu\"}],\"size\":[{\"numeric\":[\">\",1,\"<=\",5]}],\"gone\":[{\"exists\":false}]}"));
        subscribe(
                topic,
                body,
                Map.of(
                        "RawMessageDelivery",
                        "true",
                        "FilterPolicyScope",
                        "MessageBody",
                        "FilterPolicy",
                        "{\"order\":{\"state\":[{\"anything-but\":[\"new\"]}]}}"));
        var answer = sns.publishBatch(r -> r.topicArn(topic)
                .publishBatchRequestEntries(
                        e -> e.id("1")
                                .message("red 3")
                                .messageAttributes(Map.of("kind", text("red"), "size", number("3"))),
                        e -> e.id("2")
                                .message("blue 5")
                                .messageAttributes(Map.of("kind", text("blue"), "size", number("5.0"))),
                        e -> e.id("3")
                                .message("red 1")
                                .messageAttributes(Map.of("kind", text("red"), "size", number("1"))),
                        e -> e.id("4").message("{\"order\":{\"state\":\"paid\"}}"),
                        e -> e.id("5").message("{\"order\":{\"state\":\"new\"}}"),
                        e -> e.id("6").message("\u0001")));
        assertThat(answer.successful()).hasSize(5);
        assertThat(answer.failed())
                .singleElement()
                .satisfies(e -> assertThat(e.code()).isEqualTo("InvalidParameter"));
        assertThat(take(all, 5)).hasSize(5);
        assertThat(take(some, 2)).containsExactlyInAnyOrder("red 3", "blue 5");
        assertThat(take(body, 1)).containsExactly("{\"order\":{\"state\":\"paid\"}}");
        for (String queue : List.of(all, some, body)) {
            assertThat(app.counts(queue)).startsWith("0 ");
        }
    }

    @Test
    void an_http_subscriber_confirms_and_is_tried_again_when_it_fails() throws Exception {
        String topic = topic("by-http");
        String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/hook";
        String pending = sns.subscribe(
                        r -> r.topicArn(topic)
                                .protocol("http")
                                .endpoint(url)
                                .attributes(
                                        Map.of(
                                                "DeliveryPolicy",
                                                "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":1,\"numRetries\":5}}")))
                .subscriptionArn();
        assertThat(pending).isEqualTo("pending confirmation");
        Received asked = received();
        assertThat(asked.type()).isEqualTo("SubscriptionConfirmation");
        assertThat(isSigned(
                        asked.json(), "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"))
                .isTrue();
        sns.publish(r -> r.topicArn(topic).message("too early"));
        String confirmed = new String(
                new URL(asked.json().get("SubscribeURL").asText()).openStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(confirmed).contains("<SubscriptionArn>" + topic);
        REFUSALS.set(2);
        sns.publish(r -> r.topicArn(topic).message("late"));
        Received got = received();
        assertThat(got.type()).isEqualTo("Notification");
        assertThat(got.json().get("Message").asText()).isEqualTo("late");
        new URL(got.json().get("UnsubscribeURL").asText()).openStream().close();
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
                .isEmpty();
    }

    @Test
    void a_topic_with_order_keeps_it_and_sends_once() {
        String queue = app.fifo("ordered", false);
        String topic = sns.createTopic(r -> r.name("ordered.fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
                .topicArn();
        subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));
        for (int i = 0; i < 8; i++) {
            int number = i;
            sns.publish(r -> r.topicArn(topic).message("m" + number).messageGroupId("g"));
            sns.publish(r -> r.topicArn(topic).message("m" + number).messageGroupId("g"));
        }
        assertThat(take(queue, 8)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7");
        assertThat(code(() -> subscribe(topic, app.queue("unordered", Map.of()), Map.of())))
                .isEqualTo("InvalidParameter");
        assertThat(code(() -> sns.publish(r -> r.topicArn(topic).message("x")))).isEqualTo("InvalidParameter");
    }

    @Test
    void what_is_published_while_the_queues_are_down_arrives_after_kills_of_both() throws Exception {
        String queue = app.queue("survivor", Map.of());
        String topic = topic("survivor");
        subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));
        queues.kill();
        for (int i = 0; i < 5; i++) {
            int number = i;
            sns.publish(r -> r.topicArn(topic).message("kept " + number));
        }
        topics.kill();
        topics.ensureRunning();
        queues.ensureRunning();
        assertThat(take(queue, 5)).containsExactlyInAnyOrder("kept 0", "kept 1", "kept 2", "kept 3", "kept 4");
    }

    @Test
    void another_apps_queue_is_reached_only_when_its_policy_lets_the_topic_in() {
        String queue = stranger.queue("theirs", Map.of());
        String dead = app.queue("undelivered", Map.of());
        String topic = topic("to-theirs");
        sns.subscribe(r -> r.topicArn(topic)
                .protocol("sqs")
                .endpoint(stranger.attribute(queue, QueueAttributeName.QUEUE_ARN))
                .attributes(Map.of(
                        "RawMessageDelivery",
                        "true",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + app.attribute(dead, QueueAttributeName.QUEUE_ARN) + "\"}")));
        sns.publish(r -> r.topicArn(topic).message("not welcome"));
        assertThat(next(app, dead).body()).contains("not welcome");
        assertThat(stranger.counts(queue)).isEqualTo("0 0 0");
        stranger.sqs()
                .setQueueAttributes(r -> r.queueUrl(queue)
                        .attributes(Map.of(
                                QueueAttributeName.POLICY,
                                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Condition\":"
                                        + "{\"ArnEquals\":{\"aws:SourceArn\":\"" + topic + "\"}}}]}")));
        sns.publish(r -> r.topicArn(topic).message("welcome"));
        assertThat(next(stranger, queue).body()).isEqualTo("welcome");
    }

    @Test
    void another_apps_topic_is_refused_to_every_kind_of_request() {
        String topic = topic("mine");
        String subscription = subscribe(topic, app.queue("mine", Map.of()), Map.of());
        try (SnsClient attacker = TopicApp.client(bound("attacker"))) {
            List<Runnable> requests = List.of(
                    () -> attacker.publish(r -> r.topicArn(topic).message("x")),
                    () -> attacker.getTopicAttributes(r -> r.topicArn(topic)),
                    () -> attacker.setTopicAttributes(
                            r -> r.topicArn(topic).attributeName("DisplayName").attributeValue("x")),
                    () -> attacker.deleteTopic(r -> r.topicArn(topic)),
                    () -> attacker.subscribe(
                            r -> r.topicArn(topic).protocol("http").endpoint("http://127.0.0.1:1/")),
                    () -> attacker.unsubscribe(r -> r.subscriptionArn(subscription)),
                    () -> attacker.getSubscriptionAttributes(r -> r.subscriptionArn(subscription)),
                    () -> attacker.listSubscriptionsByTopic(r -> r.topicArn(topic)),
                    () -> attacker.tagResource(
                            r -> r.resourceArn(topic).tags(t -> t.key("k").value("v"))));
            requests.forEach(request -> assertThat(code(request)).isEqualTo("AuthorizationError"));
            assertThat(attacker.listTopics().topics()).hasSize(1);
            assertThat(attacker.listSubscriptions().subscriptions()).isEmpty();
        }
        try (SnsClient wrong = TopicApp.client(vars, "wrong")) {
            assertThat(code(() -> wrong.publish(r -> r.topicArn(topic).message("x"))))
                    .isEqualTo("SignatureDoesNotMatch");
        }
    }

    @Test
    void topics_and_subscriptions_are_made_described_and_deleted() {
        String topic = sns.createTopic(r -> r.name("made").tags(t -> t.key("k").value("\u00e9")))
                .topicArn();
        assertThat(topic("made")).isEqualTo(topic);
        assertThat(sns.listTagsForResource(r -> r.resourceArn(topic)).tags()).hasSize(1);
        sns.setTopicAttributes(
                r -> r.topicArn(topic).attributeName("DisplayName").attributeValue("N\u00e4me"));
        String subscription = subscribe(topic, app.queue("made", Map.of()), Map.of());
        assertThat(subscribe(topic, app.queue("made", Map.of()), Map.of())).isEqualTo(subscription);
        assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes())
                .containsEntry("DisplayName", "N\u00e4me")
                .containsEntry("SubscriptionsConfirmed", "1");
        sns.setSubscriptionAttributes(r ->
                r.subscriptionArn(subscription).attributeName("FilterPolicy").attributeValue("{\"a\":[\"b\"]}"));
        assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(subscription))
                        .attributes())
                .containsEntry("FilterPolicy", "{\"a\":[\"b\"]}")
                .containsEntry("PendingConfirmation", "false");
        for (String bad :
                List.of("{", "[]", "{\"a\":\"b\"}", "{\"a\":[{\"regex\":\"x\"}]}", "{\"a\":[{\"numeric\":[\"<\"]}]}")) {
            assertThat(code(() -> sns.setSubscriptionAttributes(r -> r.subscriptionArn(subscription)
                            .attributeName("FilterPolicy")
                            .attributeValue(bad))))
                    .isEqualTo("InvalidParameter");
        }
        sns.unsubscribe(r -> r.subscriptionArn(subscription));
        sns.unsubscribe(r -> r.subscriptionArn(subscription));
        assertThat(code(() -> sns.getSubscriptionAttributes(r -> r.subscriptionArn(subscription))))
                .isEqualTo("NotFound");
        sns.deleteTopic(r -> r.topicArn(topic));
        sns.deleteTopic(r -> r.topicArn(topic));
        assertThat(catchThrowableOfType(
                        NotFoundException.class,
                        () -> sns.publish(r -> r.topicArn(topic).message("x"))))
                .isNotNull();
        for (String name : List.of("", "a b", "x".repeat(257), "../up")) {
            assertThat(code(() -> topic(name))).isIn("InvalidParameter", "MissingParameter");
        }
        assertThat(code(() ->
                        sns.publish(r -> r.topicArn(vars.get("SNS_TOPIC_ARN")).message("x".repeat(262145)))))
                .isEqualTo("InvalidParameter");
    }

    private static String topic(String name) {
        return sns.createTopic(r -> r.name(name)).topicArn();
    }

    private static String subscribe(String topic, String queue, Map<String, String> attributes) {
        return sns.subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(app.attribute(queue, QueueAttributeName.QUEUE_ARN))
                        .attributes(attributes))
                .subscriptionArn();
    }

    private static Message next(Client client, String queue) {
        List<Message> got = client.receive(queue, 1, r -> r.waitTimeSeconds(20));
        assertThat(got).hasSize(1);
        client.delete(queue, got.get(0));
        return got.get(0);
    }

    private static List<String> take(String queue, int count) {
        List<String> bodies = new ArrayList<>();
        Awaitility.await().until(() -> {
            app.receive(queue, 10, r -> r.waitTimeSeconds(5)).forEach(message -> {
                bodies.add(message.body());
                app.delete(queue, message);
            });
            return bodies.size() >= count;
        });
        return bodies;
    }

    private static Received received() throws InterruptedException {
        Received received = RECEIVED.poll(30, TimeUnit.SECONDS);
        assertThat(received).isNotNull();
        return received;
    }

    private static boolean isSigned(JsonNode envelope, String... fields) throws Exception {
        String text = Stream.of(fields)
                .map(name -> name + "\n" + envelope.get(name).asText() + "\n")
                .collect(Collectors.joining());
        String pem = new String(
                new URL(envelope.get("SigningCertURL").asText()).openStream().readAllBytes(),
                StandardCharsets.US_ASCII);
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
        Signature signature = Signature.getInstance("SHA1withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)));
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.verify(
                Base64.getDecoder().decode(envelope.get("Signature").asText()));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static MessageAttributeValue number(String value) {
        return MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue(value)
                .build();
    }

    private static MessageAttributeValue binary() {
        return MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(software.amazon.awssdk.core.SdkBytes.fromByteArray(new byte[] {0, 1}))
                .build();
    }

    private static String code(Runnable request) {
        SnsException refused = catchThrowableOfType(SnsException.class, request::run);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.awsErrorDetails().errorCode();
    }
}
