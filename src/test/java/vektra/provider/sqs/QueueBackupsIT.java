package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Queues and topics are backed up while apps use them, and come back as they were, all or nothing. */
@Sampled(oneIn = 2)
class QueueBackupsIT {
    private static Home home;
    private static Map<String, String> vars;
    private static SqsClient queues;
    private static SnsClient topics;

    @BeforeAll
    static void open() {
        home = new Home();
        for (String service : List.of("sqs", "sns")) {
            home.vektra("addons:enable", service).ok();
            home.vektra("addons:bind", service, "-a", "myapp").ok();
        }
        vars = home.config("myapp");
        queues = QueueApp.client(vars);
        topics = TopicApp.client(vars);
    }

    @AfterAll
    static void close() {
        queues.close();
        topics.close();
        home.close();
    }

    private static Home.Ran act(String service, String action, String... more) {
        return home.vektra(Stream.concat(Stream.of("addons:action", service, action, "-a", "myapp"), Stream.of(more))
                .toArray(String[]::new));
    }

    private static Path backup(String service) {
        return Path.of(
                home.json("backups:info", service, "-a", "myapp").get("file").asText());
    }

    private static String queue(String name, Map<QueueAttributeName, String> attributes) {
        return queues.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    private static List<Message> all(String url) {
        return queues.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    @Test
    void queues_come_back_with_their_messages_and_settings() throws Exception {
        String dead = queue("dead", Map.of());
        String deadArn = queues.getQueueAttributes(r -> r.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String work = queue(
                "work",
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "77",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"maxReceiveCount\":\"5\",\"deadLetterTargetArn\":\"" + deadArn + "\"}"));
        String fifo = queue("order.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        queues.tagQueue(r -> r.queueUrl(work).tags(Map.of("team", "ops")));
        byte[] random = new byte[90_000];
        new Random(1).nextBytes(random);
        // nothing that compresses well: there a flipped bit may say the same
        String large = "é" + Base64.getEncoder().encodeToString(random);
        for (int i = 0; i < 6; i++) {
            String body = i + large;
            queues.sendMessage(r -> r.queueUrl(work)
                    .messageBody(body)
                    .messageAttributes(Map.of(
                            "kind",
                            MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("ü")
                                    .build())));
        }
        for (String body : List.of("1", "2", "3")) {
            queues.sendMessage(
                    r -> r.queueUrl(fifo).messageBody(body).messageGroupId("g").messageDeduplicationId(body));
        }
        assertThat(act("sqs", "backup").ok().out()).contains("4 queues with 9 messages");
        byte[] whole = Files.readAllBytes(backup("sqs"));

        queues.purgeQueue(r -> r.queueUrl(work));
        queues.deleteQueue(r -> r.queueUrl(fifo));
        String later = queue("later", Map.of());
        queues.sendMessage(r -> r.queueUrl(later).messageBody("sent after the backup"));
        String before = act("sqs", "stats").ok().out();

        for (byte[] damaged : List.of(cut(whole), flipped(whole), "-- a dump of SQL".getBytes())) {
            Files.write(backup("sqs"), damaged);
            Home.Ran refused = act("sqs", "restore", "--confirm", "myapp").exits(5);
            assertThat(refused.err()).contains("is damaged: ");
            assertThat(act("sqs", "stats").ok().out()).isEqualTo(before);
        }
        Files.write(backup("sqs"), whole);
        assertThat(home.vektra("addons:action", "sqs", "restore", "-a", "myapp", "--confirm", "myapp", "--dry-run")
                        .ok()
                        .out())
                .contains("load a backup into a temporary add-on", "replace the data of sqs-");
        assertThat(act("sqs", "stats").ok().out()).isEqualTo(before);
        act("sqs", "restore", "--confirm", "myapp").ok();

        assertThat(queues.listQueues(r -> {}).queueUrls())
                .anyMatch(url -> url.endsWith("/order.fifo"))
                .noneMatch(url -> url.endsWith("/later"));
        assertThat(queues.getQueueAttributes(r -> r.queueUrl(work).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "77")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "6")
                .hasEntrySatisfying(
                        QueueAttributeName.REDRIVE_POLICY,
                        policy -> assertThat(policy).contains(deadArn));
        assertThat(queues.listQueueTags(r -> r.queueUrl(work)).tags()).containsEntry("team", "ops");
        assertThat(all(work))
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.body()).endsWith(large))
                .allSatisfy(message -> assertThat(
                                message.messageAttributes().get("kind").stringValue())
                        .isEqualTo("ü"));
        assertThat(all(fifo)).extracting(Message::body).containsExactly("1", "2", "3");
        home.vektra("addons:doctor").ok();
    }

    @Test
    void topics_come_back_with_their_subscriptions() throws Exception {
        String first = vars.get("SNS_TOPIC_ARN");
        String news = topics.createTopic(r -> r.name("news").attributes(Map.of("DisplayName", "News")))
                .topicArn();
        String inbox = queue("inbox", Map.of());
        String arn = queues.getQueueAttributes(r -> r.queueUrl(inbox).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        topics.subscribe(r -> r.topicArn(news)
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"kind\":[\"a\"]}")));
        assertThat(act("sns", "backup").ok().out()).contains("2 topics with 1 subscription");
        topics.deleteTopic(r -> r.topicArn(news));
        topics.createTopic(r -> r.name("later"));
        // a backup of queues is none of topics
        byte[] whole = Files.readAllBytes(backup("sns"));
        act("sqs", "backup").ok();
        Files.write(backup("sns"), Files.readAllBytes(backup("sqs")));
        assertThat(act("sns", "restore", "--confirm", "myapp").exits(5).err()).contains("is damaged: it has");
        Files.write(backup("sns"), whole);
        act("sns", "restore", "--confirm", "myapp").ok();
        assertThat(topics.listTopics(r -> {}).topics())
                .extracting(topic -> topic.topicArn())
                .containsExactlyInAnyOrder(first, news);
        assertThat(topics.getTopicAttributes(r -> r.topicArn(news)).attributes())
                .containsEntry("DisplayName", "News");
        topics.publish(r -> r.topicArn(news)
                .message("again")
                .messageAttributes(Map.of(
                        "kind",
                        software.amazon.awssdk.services.sns.model.MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("a")
                                .build())));
        assertThat(queues.receiveMessage(r -> r.queueUrl(inbox).waitTimeSeconds(20))
                        .messages())
                .extracting(Message::body)
                .containsExactly("again");
    }

    private static byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] flipped(byte[] whole) {
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        return flipped;
    }
}
