package vektra.provider.sqs.server.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.json.Json;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.topics.stored.Publication;
import vektra.provider.sqs.server.wire.Input;

/** What requests for topics are answered, and what subscribers get, without a server. */
class TopicEngineTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000001:q";

    @TempDir
    private Path home;

    private AskedTopics asked;

    @BeforeEach
    void open() throws Exception {
        asked = new AskedTopics(home);
    }

    @AfterEach
    void close() {
        asked.close();
    }

    @Test
    void subscribers_that_do_not_confirm_delay_no_delivery() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger asks = new AtomicInteger();
        LinkedBlockingQueue<String> delivered = new LinkedBlockingQueue<>();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        web.setExecutor(Executors.newCachedThreadPool());
        web.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                asks.incrementAndGet();
                awaitQuietly(end);
            }
            delivered.add(body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        web.start();
        try {
            String url = "http://127.0.0.1:" + web.getAddress().getPort();
            asked.engine.start();
            String topic = asked.topic("slow");
            for (int i = 0; i < 30; i++) {
                asked.subscribe(topic, "http", url + "/slow", Map.of());
            }
            String other = asked.topicOf("000000000002", "fast");
            asked.by("000000000002", "Subscribe", "TopicArn", other, "Protocol", "http", "Endpoint", url + "/fast");
            Map<?, ?> confirmation = (Map<?, ?>) Json.parse(take(delivered).getBytes(StandardCharsets.UTF_8));
            asked.openly("ConfirmSubscription", "TopicArn", other, "Token", confirmation.get("Token"));
            asked.by("000000000002", "Publish", "TopicArn", other, "Message", "news");
            assertThat(take(delivered)).contains("news");
            await().untilAsserted(() -> assertThat(asks).hasValue(1));
        } finally {
            end.countDown();
            web.stop(0);
        }
    }

    private static String take(LinkedBlockingQueue<String> from) throws InterruptedException {
        String taken = from.poll(30, TimeUnit.SECONDS);
        assertThat(taken).isNotNull();
        return taken;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void one_add_on_has_only_so_many_subscriptions_that_are_being_confirmed() {
        String topic = asked.topic("many");
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(asked.refusal(
                    "Subscribe", "TopicArn", topic, "Protocol", "http", "Endpoint", "http://192.0.2.1/" + i));
        }
        assertThat(answers.get(0)).isEmpty();
        assertThat(answers.get(19)).isEqualTo("Throttled");
        assertThat(new Input(asked.ask("ListSubscriptions")).list("Subscriptions"))
                .hasSizeLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FilterPolicy", "DeliveryPolicy", "RedrivePolicy"})
    void a_policy_of_a_subscription_has_at_most_256_kb(String name) {
        String topic = asked.topic("policies");
        String policy = "{\"deadLetterTargetArn\":\"" + QUEUE + "\",\"a\":[\"" + "x".repeat(260 << 10) + "\"]}";
        assertThat(asked.refusal(
                        "Subscribe",
                        "TopicArn",
                        topic,
                        "Protocol",
                        "sqs",
                        "Endpoint",
                        QUEUE,
                        "Attributes",
                        Map.of(
                                name,
                                name.equals("FilterPolicy") ? policy.replace("\"" + QUEUE + "\"", "[1]") : policy)))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void all_subscriptions_of_an_add_on_have_at_most_4_mb() {
        String topic = asked.topic("policies");
        String policy = "{\"a\":[\"" + "x".repeat(250 << 10) + "\"]}";
        List<String> made = new ArrayList<>();
        while (made.size() < 16) {
            made.add(asked.subscribe(topic, "sqs", QUEUE + ++queues, Map.of("FilterPolicy", policy)));
        }
        assertThat(filtered(topic, policy)).isEqualTo("SubscriptionLimitExceeded");
        asked.ask("Unsubscribe", "SubscriptionArn", made.get(0));
        assertThat(filtered(topic, policy)).isEmpty();
        assertThat(filtered(topic, policy)).isEqualTo("SubscriptionLimitExceeded");
        assertThat(asked.by("000000000002", "CreateTopic", "Name", "theirs")).isNotEmpty();
    }

    /** Each subscription needs a queue of its own. */
    private int queues;

    private String filtered(String topic, String policy) {
        return asked.refusal(
                "Subscribe",
                "TopicArn",
                topic,
                "Protocol",
                "sqs",
                "Endpoint",
                QUEUE + ++queues,
                "Attributes",
                Map.of("FilterPolicy", policy));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "gr\u00fcn", "\u0001"})
    void ids_that_a_queue_would_refuse_are_refused_when_published(String id) {
        String topic = asked.topic("ids.fifo");
        assertThat(publish(topic, "MessageGroupId", id)).isEqualTo("InvalidParameter");
        assertThat(publish(topic, "MessageGroupId", "g", "MessageDeduplicationId", id))
                .isEqualTo("InvalidParameter");
        assertThat(publish(topic, "MessageGroupId", "g".repeat(129))).isEqualTo("InvalidParameter");
        assertThat(publish(topic, "MessageGroupId", "g".repeat(128))).isEmpty();
        assertThat(publish(topic, "MessageGroupId", Map.of("a", "b"))).isNotEmpty();
        assertThat(publish(topic, "MessageGroupId", "g", "Subject", List.of("s")))
                .isNotEmpty();
    }

    private String publish(String topic, Object... more) {
        Object[] input = new Object[more.length + 4];
        System.arraycopy(new Object[] {"TopicArn", topic, "Message", "m"}, 0, input, 0, 4);
        System.arraycopy(more, 0, input, 4, more.length);
        return asked.refusal("Publish", input);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":null}",
                "{\"a\":[]}",
                "{\"a\":[{\"anything-but\":{\"exists\":true}}]}",
                "{\"a\":[{\"anything-but\":{\"numeric\":[\"=\",1]}}]}",
                "{\"a\":[{\"anything-but\":{\"anything-but\":[\"x\"]}}]}",
                "{\"a\":[{\"anything-but\":[]}]}",
                "{\"a\":[{\"anything-but\":null}]}",
                "{\"a\":[1,2,3,4,5,6,7,8,9,10,11,12,13],\"b\":[1,2,3,4,5,6,7,8,9,10,11,12]}",
                "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]}",
                "{\"a\":{\"b\":[1]}}",
                "[]",
                "\"a\""
            })
    void a_filter_policy_that_is_none_or_too_complex_is_refused(String policy) {
        assertThat(filtered(asked.topic("filters"), policy)).isEqualTo("InvalidParameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[null]}",
                "{\"a\":[{\"anything-but\":{\"prefix\":\"x\"}}]}",
                "{\"a\":[{\"anything-but\":[1,\"x\"]}]}",
                "{\"a\":[1,2,3,4,5,6,7,8,9,10],\"b\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]}",
                "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1]}",
                "{\"$or\":[{\"a\":[1]},{\"b\":[{\"exists\":false}]}]}"
            })
    void a_filter_policy_that_is_right_is_accepted(String policy) {
        assertThat(filtered(asked.topic("filters"), policy)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[1]",
                "{}",
                "{\"deadLetterTargetArn\":{}}",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000001:q.fifo\"}"
            })
    void a_redrive_policy_that_names_no_queue_of_the_right_type_is_refused(String policy) {
        assertThat(asked.refusal(
                        "Subscribe",
                        "TopicArn",
                        asked.topic("redrive"),
                        "Protocol",
                        "sqs",
                        "Endpoint",
                        QUEUE,
                        "Attributes",
                        Map.of("RedrivePolicy", policy)))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void a_topic_limits_its_messages_as_it_was_asked_to() {
        String topic = asked.topic("sizes");
        String large = "m".repeat(300 << 10);
        assertThat(asked.refusal("Publish", "TopicArn", topic, "Message", large))
                .isEqualTo("InvalidParameter");
        assertThat(set(topic, "MaximumMessageSize", "1048577")).isEqualTo("InvalidParameter");
        assertThat(set(topic, "MaximumMessageSize", "1023")).isEqualTo("InvalidParameter");
        assertThat(set(topic, "MaximumMessageSize", "1048576")).isEmpty();
        assertThat(asked.refusal("Publish", "TopicArn", topic, "Message", large))
                .isEmpty();
        assertThat(asked.refusal("Publish", "TopicArn", topic, "Message", "m".repeat((1 << 20) + 1)))
                .isEqualTo("InvalidParameter");
        Map<String, Object> attribute = Map.of("DataType", "String", "StringValue", "v".repeat(600 << 10));
        Object entry = Map.of("Id", "a", "Message", "m", "MessageAttributes", Map.of("a", attribute));
        Object another = Map.of("Id", "b", "Message", "m", "MessageAttributes", Map.of("a", attribute));
        assertThat(asked.refusal(
                        "PublishBatch", "TopicArn", topic, "PublishBatchRequestEntries", List.of(entry, another)))
                .isEqualTo("BatchRequestTooLong");
    }

    private String set(String topic, String name, String value) {
        return asked.refusal("SetTopicAttributes", "TopicArn", topic, "AttributeName", name, "AttributeValue", value);
    }

    @Test
    void only_versions_of_signatures_that_there_are_are_taken() {
        for (String version : List.of("1", "2")) {
            assertThat(set(asked.topic("signed"), "SignatureVersion", version)).isEmpty();
        }
        assertThat(set(asked.topic("signed"), "SignatureVersion", "3")).isEqualTo("InvalidParameter");
    }

    @Test
    void the_group_of_a_message_is_kept_in_a_standard_topic_too() {
        String topic = asked.topic("grouped");
        asked.subscribe(topic, "sqs", QUEUE, Map.of());
        assertThat(publish(topic, "MessageGroupId", "g")).isEmpty();
        byte[] stored = asked.ledger
                .numbered("published")
                .get(asked.ledger.numbered("published").firstKey());
        assertThat(Publication.of(stored).group()).isEqualTo("g");
    }

    @Test
    void the_same_message_is_published_once_within_five_minutes() {
        String topic = asked.topic("once.fifo");
        String other = asked.topic("another.fifo");
        Map<String, Object> first = asked.ask("Publish", "TopicArn", topic, "Message", "m", "MessageGroupId", "g");
        assertThat(asked.ask("Publish", "TopicArn", topic, "Message", "m", "MessageGroupId", "g"))
                .isEqualTo(first);
        assertThat(asked.ask("Publish", "TopicArn", other, "Message", "m", "MessageGroupId", "g"))
                .isNotEqualTo(first);
    }

    @Test
    void who_is_not_a_subscriber_changes_nothing() {
        String topic = asked.topic("open");
        String subscription = asked.subscribe(topic, "sqs", QUEUE, Map.of());
        String other = asked.topicOf("000000000002", "open");
        String id = subscription.substring(subscription.lastIndexOf(':') + 1);
        for (String arn : List.of(topic + ":none", "none", other + ":" + id, topic + ":", id)) {
            assertThat(asked.openly("Unsubscribe", "SubscriptionArn", arn).durable())
                    .as(arn)
                    .isFalse();
        }
        asked.shut.add(AskedTopics.APP);
        assertThat(catchThrowable(() -> asked.openly("Unsubscribe", "SubscriptionArn", subscription)))
                .isNotNull();
        asked.shut.clear();
        assertThat(new Input(asked.ask("ListSubscriptions")).list("Subscriptions"))
                .hasSize(1);
        assertThat(asked.openly("Unsubscribe", "SubscriptionArn", subscription).durable())
                .isTrue();
        assertThat(new Input(asked.ask("ListSubscriptions")).list("Subscriptions"))
                .isEmpty();
    }

    @Test
    void subscriptions_and_filters_that_change_count_for_the_next_message() {
        String topic = asked.topic("changing");
        String subscription = asked.subscribe(topic, "sqs", QUEUE, Map.of("FilterPolicy", "{\"a\":[\"x\"]}"));
        assertThat(waitingAfterAnother(topic)).isZero();
        String wanting = "{\"a\":[{\"exists\":false}]}";
        asked.ask(
                "SetSubscriptionAttributes",
                "SubscriptionArn",
                subscription,
                "AttributeName",
                "FilterPolicy",
                "AttributeValue",
                wanting);
        assertThat(waitingAfterAnother(topic)).isEqualTo(1);
        asked.subscribe(topic, "sqs", QUEUE + "2", Map.of());
        assertThat(waitingAfterAnother(topic)).isEqualTo(3);
        asked.ask("Unsubscribe", "SubscriptionArn", subscription);
        assertThat(waitingAfterAnother(topic)).isEqualTo(4);
        asked.ask("DeleteTopic", "TopicArn", topic);
        assertThat(waitingAfterAnother(asked.topic("changing"))).isEqualTo(4);
    }

    private long waitingAfterAnother(String topic) {
        asked.ask("Publish", "TopicArn", topic, "Message", "m");
        Space space = new Space(AskedTopics.APP, AskedTopics.APP, "app", "");
        Object waiting = asked.ledger
                .with(() -> asked.engine.administer("Figures", space, new Input(Map.of())))
                .get("waiting");
        return Long.parseLong(String.valueOf(waiting));
    }

    @Test
    void a_copy_of_an_add_on_with_the_same_subscriptions_takes_none_away() {
        String topic = asked.topic("copied");
        String subscription = asked.subscribe(topic, "sqs", QUEUE, Map.of());
        Space copy = new Space("000000000000", "000000000000", "copy", "");
        Space from = new Space(AskedTopics.APP, AskedTopics.APP, "app", "");
        Map<String, Object> all = asked.ledger.with(() -> asked.engine.administer("Read", from, new Input(Map.of())));
        asked.ledger.with(() -> asked.engine.administer("Write", copy, new Input(all)));
        asked.ledger.with(() -> asked.engine.administer("Delete", copy, new Input(Map.of())));
        assertThat(asked.openly("Unsubscribe", "SubscriptionArn", subscription).durable())
                .isTrue();
    }
}
