package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What queues do, asked with the AWS SDK, which checks the digests of what it sends and gets. */
class QueuesIT {
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
    void a_message_comes_as_it_was_sent_and_once() {
        String url = app.queue("plain", Map.of());
        String body = "\u00e9\u4e2d\ud83d\ude00 <a href=\"x\">&amp;</a>\r\n\ttab";
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("text.type", value("String.custom", "gr\u00fcn"));
        attributes.put("Number", value("Number", "-12.5e3"));
        attributes.put(
                "bytes",
                MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1}))
                        .build());
        var sent = app.sqs()
                .sendMessage(r -> r.queueUrl(url)
                        .messageBody(body)
                        .messageAttributes(attributes)
                        .messageSystemAttributes(Map.of(
                                MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                                MessageSystemAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("Root=1-5759e988-bd862e3fe1be46a994272793")
                                        .build())));
        assertThat(sent.md5OfMessageSystemAttributes()).isNotBlank();
        Message got = app.receive(url, 10, r -> {}).get(0);
        assertThat(got.body()).isEqualTo(body);
        assertThat(got.messageId()).isEqualTo(sent.messageId());
        assertThat(got.messageAttributes()).isEqualTo(attributes);
        assertThat(got.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
        assertThat(got.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsEntry(MessageSystemAttributeName.SENDER_ID, app.vars().get("SQS_ACCESS_KEY_ID"))
                .containsKeys(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                        MessageSystemAttributeName.AWS_TRACE_HEADER);
        assertThat(app.counts(url)).isEqualTo("0 1 0");
        assertThat(app.bodies(url, 10)).isEmpty();
        app.delete(url, got);
        app.delete(url, got);
        assertThat(app.counts(url)).isEqualTo("0 0 0");
    }

    @Test
    void attributes_are_received_only_where_they_are_asked_for() {
        String url = app.queue("asked", Map.of());
        app.sqs()
                .sendMessage(r -> r.queueUrl(url)
                        .messageBody("x")
                        .messageAttributes(Map.of(
                                "a.one",
                                value("String", "1"),
                                "a.two",
                                value("String", "2"),
                                "b",
                                value("String", "3"))));
        Message none = app.sqs()
                .receiveMessage(r -> r.queueUrl(url).visibilityTimeout(0))
                .messages()
                .get(0);
        assertThat(none.messageAttributes()).isEmpty();
        assertThat(none.attributes()).isEmpty();
        Message some = app.sqs()
                .receiveMessage(r -> r.queueUrl(url).visibilityTimeout(0).messageAttributeNames("a.*"))
                .messages()
                .get(0);
        assertThat(some.messageAttributes()).containsOnlyKeys("a.one", "a.two");
    }

    @Test
    void a_message_is_hidden_for_as_long_as_the_consumer_says() {
        String url = app.queue("hidden", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600"));
        app.send(url, "work");
        Message first = app.receive(url, 1, r -> {}).get(0);
        assertThat(app.bodies(url, 1)).isEmpty();
        show(url, first, 0);
        Message second = app.receive(url, 1, r -> {}).get(0);
        assertThat(second.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        app.delete(url, first);
        assertThat(app.counts(url)).as("deleted with an old receipt").isEqualTo("0 1 0");
        show(url, second, 1);
        Message third = app.receive(url, 1, r -> r.waitTimeSeconds(10)).get(0);
        show(url, third, 0);
        assertThat(catchThrowableOfType(MessageNotInflightException.class, () -> show(url, third, 5)))
                .isNotNull();
        app.delete(url, app.receive(url, 1, r -> {}).get(0));
        assertThat(app.counts(url)).isEqualTo("0 0 0");
    }

    @Test
    void a_delayed_message_comes_later_and_counts_as_delayed() {
        String url = app.queue("delayed", Map.of(QueueAttributeName.DELAY_SECONDS, "900"));
        app.send(url, "by the queue");
        app.sqs().sendMessage(r -> r.queueUrl(url).messageBody("by itself").delaySeconds(5));
        assertThat(app.counts(url)).isEqualTo("0 0 2");
        assertThat(app.bodies(url, 10)).isEmpty();
        List<Message> late = app.receive(url, 10, r -> r.waitTimeSeconds(20));
        assertThat(late).extracting(Message::body).containsExactly("by itself");
        assertThat(app.counts(url)).isEqualTo("0 1 1");
    }

    @Test
    void one_that_waits_gets_a_message_as_soon_as_it_is_sent_and_none_after_its_time() {
        String url = app.queue("polled", Map.of(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20"));
        List<CompletableFuture<List<String>>> waiting = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> app.bodies(url, 1)))
                .toList();
        app.send(url, "1", "2", "3");
        Set<String> all = new TreeSet<>();
        waiting.forEach(one -> all.addAll(one.join()));
        assertThat(all).containsExactly("1", "2", "3");
        app.sqs().sendMessage(r -> r.queueUrl(url).messageBody("late").delaySeconds(1));
        assertThat(app.bodies(url, 1)).containsExactly("late");
        assertThat(app.receive(url, 1, r -> r.waitTimeSeconds(1))).isEmpty();
    }

    @Test
    void a_batch_succeeds_and_fails_entry_by_entry() {
        String url = app.queue("batch", Map.of());
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            entries.add(entry("id-" + i, "body " + i));
        }
        entries.add(entry("id_bad", "control \u0001"));
        var sent = app.sqs().sendMessageBatch(r -> r.queueUrl(url).entries(entries));
        assertThat(sent.successful()).hasSize(9);
        assertThat(sent.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo("id_bad");
            assertThat(failed.code()).isEqualTo("InvalidMessageContents");
            assertThat(failed.senderFault()).isTrue();
        });
        List<Message> got = app.receive(url, 10, r -> {});
        assertThat(got).hasSize(9);
        var shown = app.sqs()
                .changeMessageVisibilityBatch(r -> r.queueUrl(url)
                        .entries(
                                e -> e.id("a")
                                        .receiptHandle(got.get(0).receiptHandle())
                                        .visibilityTimeout(0),
                                e -> e.id("b").receiptHandle("nonsense").visibilityTimeout(0)));
        assertThat(shown.successful()).hasSize(1);
        assertThat(shown.failed()).extracting(BatchResultErrorEntry::code).containsExactly("ReceiptHandleIsInvalid");
        var deleted = app.sqs()
                .deleteMessageBatch(r -> r.queueUrl(url)
                        .entries(got.subList(1, 9).stream()
                                .map(m ->
                                        software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry
                                                .builder()
                                                .id("m" + got.indexOf(m))
                                                .receiptHandle(m.receiptHandle())
                                                .build())
                                .toList()));
        assertThat(deleted.successful()).hasSize(8);
        assertThat(app.counts(url)).isEqualTo("1 0 0");
    }

    @Test
    void a_batch_that_is_none_is_refused_as_a_whole() {
        String url = app.queue("no-batch", Map.of());
        assertThat(code(() -> app.sqs().sendMessageBatch(r -> r.queueUrl(url).entries(List.of()))))
                .isEqualTo("AWS.SimpleQueueService.EmptyBatchRequest");
        assertThat(code(() -> batch(
                        url,
                        IntStream.range(0, 11)
                                .mapToObj(i -> entry("i" + i, "x"))
                                .toList())))
                .isEqualTo("AWS.SimpleQueueService.TooManyEntriesInBatchRequest");
        assertThat(code(() -> batch(url, List.of(entry("same", "x"), entry("same", "y")))))
                .isEqualTo("AWS.SimpleQueueService.BatchEntryIdsNotDistinct");
        assertThat(code(() -> batch(url, List.of(entry("not valid", "x")))))
                .isEqualTo("AWS.SimpleQueueService.InvalidBatchEntryId");
        String half = "a".repeat(600 << 10);
        assertThat(code(() -> batch(url, List.of(entry("one", half), entry("two", half)))))
                .isEqualTo("AWS.SimpleQueueService.BatchRequestTooLong");
        assertThat(app.counts(url)).isEqualTo("0 0 0");
    }

    @Test
    void a_message_may_have_a_mebibyte_and_not_one_byte_more() {
        String url = app.queue("large", Map.of());
        String largest = "\u00e9".repeat(512 << 10);
        app.send(url, largest);
        assertThat(app.bodies(url, 1)).containsExactly(largest);
        assertThat(code(() -> app.send(url, largest + "x"))).isEqualTo("InvalidParameterValue");
        assertThat(code(() -> app.send(url, ""))).isEqualTo("MissingParameter");
        app.sqs()
                .setQueueAttributes(
                        r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024")));
        assertThat(code(() -> app.send(url, "x".repeat(1025)))).isEqualTo("InvalidParameterValue");
    }

    @Test
    void what_a_message_cannot_carry_is_refused() {
        String url = app.queue("refused", Map.of());
        assertThat(code(() -> app.send(url, "\ufffe"))).isEqualTo("InvalidMessageContents");
        for (MessageAttributeValue bad : List.of(
                value("Text", "x"), value("Number", "twelve"), value("String", ""), value("String", "\u0000"))) {
            assertThat(code(() -> app.sqs()
                            .sendMessage(r -> r.queueUrl(url).messageBody("x").messageAttributes(Map.of("a", bad)))))
                    .isIn("InvalidParameterValue", "InvalidMessageContents");
        }
        for (String name : List.of("AWS.x", "a b", ".a", "a..b")) {
            assertThat(code(() -> app.sqs()
                            .sendMessage(r -> r.queueUrl(url)
                                    .messageBody("x")
                                    .messageAttributes(Map.of(name, value("String", "x"))))))
                    .as(name)
                    .isEqualTo("InvalidParameterValue");
        }
        assertThat(code(() -> app.sqs()
                        .sendMessage(r -> r.queueUrl(url).messageBody("x").delaySeconds(901))))
                .isEqualTo("InvalidParameterValue");
        assertThat(code(() -> app.receive(url, 11, r -> {}))).isEqualTo("InvalidParameterValue");
        assertThat(code(() -> app.receive(url, 1, r -> r.waitTimeSeconds(21)))).isEqualTo("InvalidParameterValue");
        assertThat(catchThrowableOfType(
                        ReceiptHandleIsInvalidException.class,
                        () -> app.sqs().deleteMessage(r -> r.queueUrl(url).receiptHandle("AAAA"))))
                .isNotNull();
        assertThat(app.counts(url)).isEqualTo("0 0 0");
    }

    @Test
    void what_was_received_too_often_goes_to_the_dead_letter_queue_and_back() {
        String dead = app.queue("dead", Map.of());
        String arn = app.attribute(dead, QueueAttributeName.QUEUE_ARN);
        String url = app.queue(
                "alive",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"2\"}"));
        app.send(url, "poison");
        for (int i = 0; i < 2; i++) {
            assertThat(app.receive(url, 1, r -> r.visibilityTimeout(0))).hasSize(1);
        }
        assertThat(app.receive(url, 1, r -> {})).isEmpty();
        Message buried = app.receive(dead, 1, r -> r.visibilityTimeout(0)).get(0);
        assertThat(buried.body()).isEqualTo("poison");
        assertThat(buried.attributesAsStrings())
                .containsEntry("DeadLetterQueueSourceArn", app.attribute(url, QueueAttributeName.QUEUE_ARN));
        assertThat(app.sqs().listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls())
                .containsExactly(url);
        app.sqs().startMessageMoveTask(r -> r.sourceArn(arn));
        assertThat(app.receive(url, 1, r -> r.waitTimeSeconds(20)))
                .extracting(Message::body)
                .containsExactly("poison");
        Awaitility.await()
                .until(() -> app.sqs()
                        .listMessageMoveTasks(r -> r.sourceArn(arn))
                        .results()
                        .get(0)
                        .status()
                        .equals("COMPLETED"));
        assertThat(app.counts(dead)).isEqualTo("0 0 0");
        assertThat(code(() -> app.queue(
                        "wrong-type.fifo",
                        Map.of(
                                QueueAttributeName.FIFO_QUEUE,
                                "true",
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":2}"))))
                .isEqualTo("InvalidParameterValue");
        assertThat(code(() -> app.sqs().startMessageMoveTask(r -> r.sourceArn(arn.replace("dead", "nowhere")))))
                .isIn("AWS.SimpleQueueService.NonExistentQueue", "ResourceNotFoundException");
    }

    @Test
    void a_group_comes_in_its_order_and_is_closed_while_one_of_it_is_handled() {
        String url = app.fifo("groups", true);
        app.sendTo(url, "a", "a1", "a2", "a3");
        app.sendTo(url, "b", "b1");
        List<Message> first = app.receive(url, 1, r -> {});
        assertThat(first).extracting(Message::body).containsExactly("a1");
        assertThat(app.bodies(url, 10)).as("a is closed").containsExactly("b1");
        assertThat(app.counts(url)).isEqualTo("2 2 0");
        show(url, first.get(0), 0);
        List<Message> again = app.receive(url, 2, r -> {});
        assertThat(again).extracting(Message::body).containsExactly("a1", "a2");
        app.delete(url, again.get(1));
        assertThat(app.bodies(url, 10)).as("a1 is still handled").isEmpty();
        app.delete(url, again.get(0));
        Message last = app.receive(url, 10, r -> r.visibilityTimeout(1)).get(0);
        assertThat(last.body()).isEqualTo("a3");
        assertThat(last.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "a")
                .containsKeys(
                        MessageSystemAttributeName.SEQUENCE_NUMBER,
                        MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
        assertThat(app.receive(url, 10, r -> r.waitTimeSeconds(20)))
                .extracting(Message::body)
                .containsExactly("a3");
        assertThat(code(() -> app.delete(url, last))).as("an expired receipt").isEqualTo("InvalidParameterValue");
    }

    @Test
    void the_same_message_is_sent_once_within_five_minutes() {
        String url = app.fifo("once", true);
        var one = app.sqs().sendMessage(r -> r.queueUrl(url).messageBody("same").messageGroupId("g"));
        var two = app.sqs().sendMessage(r -> r.queueUrl(url).messageBody("same").messageGroupId("other"));
        assertThat(two.messageId()).isEqualTo(one.messageId());
        assertThat(two.sequenceNumber()).isEqualTo(one.sequenceNumber());
        app.sqs()
                .sendMessage(r ->
                        r.queueUrl(url).messageBody("same").messageGroupId("g").messageDeduplicationId("x"));
        app.sqs()
                .sendMessage(r ->
                        r.queueUrl(url).messageBody("other").messageGroupId("g").messageDeduplicationId("x"));
        List<Message> got = app.receive(url, 10, r -> {});
        assertThat(got).extracting(Message::body).containsExactly("same", "same");
        got.forEach(message -> app.delete(url, message));
        app.sendTo(url, "g", "same");
        assertThat(app.counts(url)).as("remembered after it was deleted").isEqualTo("0 0 0");
        String strict = app.fifo("strict", false);
        assertThat(code(() -> app.sendTo(strict, "g", "x"))).isEqualTo("InvalidParameterValue");
        assertThat(code(() -> app.send(strict, "x"))).isEqualTo("MissingParameter");
        assertThat(code(() -> app.sqs()
                        .sendMessage(r -> r.queueUrl(strict)
                                .messageBody("x")
                                .messageGroupId("g")
                                .messageDeduplicationId("d")
                                .delaySeconds(5))))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void messages_go_when_they_have_been_kept_for_long_enough() {
        String url = app.queue("short", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60"));
        assertThat(app.attribute(url, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
                .isEqualTo("60");
        assertThat(code(() -> app.queue("shorter", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "59"))))
                .isEqualTo("InvalidAttributeValue");
    }

    @Test
    void queues_are_made_found_described_and_deleted() {
        for (String name : List.of("list-a", "list-b", "list-c", "other")) {
            app.queue(name, Map.of());
        }
        var page = app.sqs().listQueues(r -> r.queueNamePrefix("list-").maxResults(2));
        assertThat(page.queueUrls()).hasSize(2).allMatch(url -> url.contains("/list-"));
        assertThat(app.sqs()
                        .listQueues(
                                r -> r.queueNamePrefix("list-").maxResults(2).nextToken(page.nextToken()))
                        .queueUrls())
                .singleElement()
                .satisfies(url -> assertThat(url).endsWith("/list-c"));
        String url = app.sqs().getQueueUrl(r -> r.queueName("list-a")).queueUrl();
        assertThat(app.queue("list-a", Map.of())).isEqualTo(url);
        assertThat(catchThrowableOfType(
                        QueueNameExistsException.class,
                        () -> app.queue("list-a", Map.of(QueueAttributeName.DELAY_SECONDS, "7"))))
                .isNotNull();
        app.sqs().tagQueue(r -> r.queueUrl(url).tags(Map.of("team", "\u00e9", "stage", "test")));
        app.sqs().untagQueue(r -> r.queueUrl(url).tagKeys("stage"));
        assertThat(app.sqs().listQueueTags(r -> r.queueUrl(url)).tags()).isEqualTo(Map.of("team", "\u00e9"));
        var all = app.sqs()
                .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
        assertThat(all)
                .containsEntry("VisibilityTimeout", "30")
                .containsEntry("MaximumMessageSize", "1048576")
                .containsEntry("MessageRetentionPeriod", "345600")
                .containsEntry("DelaySeconds", "0")
                .containsEntry("ReceiveMessageWaitTimeSeconds", "0")
                .containsKeys("CreatedTimestamp", "LastModifiedTimestamp");
        assertThat(all.get("QueueArn")).matches("arn:aws:sqs:us-east-1:[0-9]{12}:list-a");
        app.send(url, "x", "y");
        app.sqs().purgeQueue(r -> r.queueUrl(url));
        assertThat(app.counts(url)).isEqualTo("0 0 0");
        app.sqs().deleteQueue(r -> r.queueUrl(url));
        assertThat(catchThrowableOfType(QueueDoesNotExistException.class, () -> app.send(url, "x")))
                .isNotNull();
        assertThat(app.bodies(app.queue("list-a", Map.of()), 1)).isEmpty();
        for (String name : List.of("", "a b", "x".repeat(81), "../up", "n\u00e4me", "a.fifo")) {
            assertThat(code(() -> app.queue(name, Map.of()))).isIn("InvalidParameterValue", "MissingParameter");
        }
    }

    @Test
    void forms_are_answered_in_xml_with_the_codes_of_their_protocol() throws Exception {
        Map<String, String> vars = app.vars();
        String made = form(
                "Action",
                "CreateQueue",
                "QueueName",
                "by-form",
                "Attribute.1.Name",
                "DelaySeconds",
                "Attribute.1.Value",
                "0",
                "Tag.1.Key",
                "k",
                "Tag.1.Value",
                "v");
        assertThat(made).contains("<CreateQueueResult><QueueUrl>http://").contains("<RequestId>");
        String url = made.replaceAll("(?s).*<QueueUrl>(.*)</QueueUrl>.*", "$1");
        String sent = form(
                "Action",
                "SendMessage",
                "QueueUrl",
                url,
                "MessageBody",
                "<\u00e9> & \r",
                "MessageAttribute.1.Name",
                "n",
                "MessageAttribute.1.Value.DataType",
                "String",
                "MessageAttribute.1.Value.StringValue",
                "v");
        assertThat(sent).contains("<MD5OfMessageAttributes>");
        String got = form(
                "Action",
                "ReceiveMessage",
                "QueueUrl",
                url,
                "AttributeName.1",
                "All",
                "MessageAttributeName.1",
                "All",
                "VisibilityTimeout",
                "0");
        assertThat(got)
                .contains("<Body>&lt;\u00e9&gt; &amp; &#xD;</Body>")
                .contains("<Attribute><Name>SentTimestamp</Name>")
                .contains("<MessageAttribute><Name>n</Name><Value><StringValue>v</StringValue>");
        String batch = form(
                "Action",
                "SendMessageBatch",
                "QueueUrl",
                url,
                "SendMessageBatchRequestEntry.1.Id",
                "a",
                "SendMessageBatchRequestEntry.1.MessageBody",
                "x",
                "SendMessageBatchRequestEntry.2.Id",
                "b",
                "SendMessageBatchRequestEntry.2.MessageBody",
                "");
        assertThat(batch)
                .contains("<SendMessageBatchResultEntry><Id>a</Id>")
                .contains("<BatchResultErrorEntry><Id>b</Id><SenderFault>true</SenderFault>");
        assertThat(form("Action", "ListQueueTags", "QueueUrl", url))
                .contains("<Tag><Key>k</Key><Value>v</Value></Tag>");
        assertThat(form("Action", "GetQueueAttributes", "QueueUrl", url, "AttributeName.1", "DelaySeconds"))
                .contains("<Attribute><Name>DelaySeconds</Name><Value>0</Value></Attribute>");
        assertThat(form("Action", "GetQueueUrl", "QueueName", "nowhere"))
                .contains("<Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
        assertThat(form("Action", "Nonsense")).contains("<Code>InvalidAction</Code>");
        assertThat(RawRequest.post(vars, "sqs", "/", "application/x-amz-json-1.0", "{\"QueueUrl\":")
                        .body())
                .contains("SerializationException");
        app.sqs().deleteQueue(r -> r.queueUrl(url));
    }

    private static String form(String... parameters) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            form.put(parameters[i], parameters[i + 1]);
        }
        form.put("Version", "2012-11-05");
        return RawRequest.form(app.vars(), "sqs", form).body();
    }

    private static void show(String url, Message message, int seconds) {
        app.sqs()
                .changeMessageVisibility(r ->
                        r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(seconds));
    }

    private static void batch(String url, List<SendMessageBatchRequestEntry> entries) {
        app.sqs().sendMessageBatch(r -> r.queueUrl(url).entries(entries));
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static MessageAttributeValue value(String type, String text) {
        return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
    }

    private static String code(Runnable request) {
        SqsException refused = catchThrowableOfType(SqsException.class, request::run);
        assertThat(refused).as("a refusal").isNotNull();
        return refused.awsErrorDetails().errorCode();
    }
}
