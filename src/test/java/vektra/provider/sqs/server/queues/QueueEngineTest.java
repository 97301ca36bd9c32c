package vektra.provider.sqs.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.provider.sqs.server.queues.mailbox.Mailbox;
import vektra.provider.sqs.server.queues.mailbox.Message;
import vektra.provider.sqs.server.store.Reopening;
import vektra.provider.sqs.server.wire.Input;

/** What requests for queues and messages are answered, without a server. */
class QueueEngineTest {
    private static final int LARGEST = 1 << 20;
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000002:news";

    @TempDir
    private Path folder;

    private AskedQueues asked;

    @BeforeEach
    void open() {
        asked = new AskedQueues(folder);
    }

    @AfterEach
    void close() {
        asked.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, LARGEST})
    void a_message_of_a_topic_is_kept_also_when_its_envelope_is_larger_than_what_clients_may_send(int largest) {
        String queue = asked.make("small", "MaximumMessageSize", Integer.toString(largest));
        String envelope = "e".repeat(largest + 2000);
        asked.administer("Deliver", "queue", "small", "topic", TOPIC, "label", "my-app", "MessageBody", envelope);
        assertThat(asked.bodies(queue)).containsExactly(envelope);
        assertThat(asked.refusal("SendMessage", "QueueUrl", queue, "MessageBody", envelope))
                .isEqualTo("InvalidParameterValue");
    }

    @ParameterizedTest
    @CsvSource({
        "app-1,my-app,true",
        "app-1,renamed,true",
        "app-2,my-app,false",
        "app-2,other,false",
        ",my-app,true",
        ",other,false"
    })
    void a_queue_without_a_policy_is_reached_by_topics_of_its_app_whatever_that_is_called(
            String app, String label, boolean reached) {
        String queue = asked.make("own");
        Map<String, Object> message =
                AskedQueues.of("queue", "own", "topic", TOPIC, "label", label, "MessageBody", "b");
        if (app != null) {
            message.put("app", app);
        }
        assertThat(asked.isDelivered(message)).isEqualTo(reached);
        assertThat(asked.bodies(queue)).hasSize(reached ? 1 : 0);
    }

    @Test
    void a_message_may_have_a_mebibyte_and_answers_hold_no_more_than_they_must() {
        String queue = asked.make("large");
        assertThat(asked.attribute(queue, "MaximumMessageSize")).isEqualTo(Integer.toString(LARGEST));
        assertThat(asked.refusal(
                        "SetQueueAttributes",
                        "QueueUrl",
                        queue,
                        "Attributes",
                        Map.of("MaximumMessageSize", Integer.toString(LARGEST))))
                .isEmpty();
        for (int i = 0; i < 3; i++) {
            asked.ask("SendMessage", "QueueUrl", queue, "MessageBody", "b".repeat(LARGEST));
        }
        asked.ask("SendMessage", "QueueUrl", queue, "MessageBody", "small");
        assertThat(asked.receive(queue)).hasSize(1);
        assertThat(asked.receive(queue)).hasSize(1);
        assertThat(asked.receive(queue)).hasSize(1);
        assertThat(asked.bodies(queue)).containsExactly("small");
    }

    @Test
    void the_size_of_a_batch_counts_attributes_too() {
        String queue = asked.make("batch");
        Map<String, Object> attribute = Map.of("DataType", "String", "StringValue", "v".repeat(LARGEST / 2));
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            entries.add(Map.of("Id", "i" + i, "MessageBody", "b", "MessageAttributes", Map.of("a", attribute)));
        }
        assertThat(asked.refusal("SendMessageBatch", "QueueUrl", queue, "Entries", entries))
                .isEqualTo("BatchRequestTooLong");
        assertThat(asked.refusal("SendMessageBatch", "QueueUrl", queue, "Entries", entries.subList(0, 1)))
                .isEmpty();
    }

    @Test
    void visibility_ends_at_most_twelve_hours_after_the_receipt() {
        String queue = asked.make("patient");
        asked.ask("SendMessage", "QueueUrl", queue, "MessageBody", "b");
        String handle = Input.of(
                        asked.receive(queue, "VisibilityTimeout", "43200").get(0), "")
                .required("ReceiptHandle");
        asked.clock.addAndGet(40_000_000);
        assertThat(show(queue, handle, "3200")).isEmpty();
        assertThat(show(queue, handle, "3201")).isEqualTo("InvalidParameterValue");
        assertThat(show(queue, handle, "43200")).isEqualTo("InvalidParameterValue");
        asked.clock.addAndGet(3_200_001);
        handle = Input.of(asked.receive(queue).get(0), "").required("ReceiptHandle");
        assertThat(show(queue, handle, "43200")).isEmpty();
    }

    private String show(String queue, String handle, String seconds) {
        return asked.refusal(
                "ChangeMessageVisibility", "QueueUrl", queue, "ReceiptHandle", handle, "VisibilityTimeout", seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "ContentBasedDeduplication,false,true",
        "DeduplicationScope,queue,messageGroup",
        "FifoThroughputLimit,perQueue,perMessageGroupId",
        "SqsManagedSseEnabled,false,true",
        "VisibilityTimeout,30,31"
    })
    void a_queue_can_be_created_again_with_the_attributes_that_it_shows(String name, String normal, String other) {
        String queue = asked.make("again.fifo");
        assertThat(asked.attribute(queue, name)).isEqualTo(normal);
        assertThat(create("again.fifo", name, normal)).isEmpty();
        assertThat(create("again.fifo", name, other)).isEqualTo("QueueNameExists");
    }

    private String create(String queue, String name, String value) {
        return asked.refusal("CreateQueue", "QueueName", queue, "Attributes", Map.of("FifoQueue", "true", name, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{}",
                "{\"redrivePermission\":\"foo\"}",
                "{\"redrivePermission\":\"byQueue\"}",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[]}",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":\"x\"}",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"x\"]}",
                "{\"redrivePermission\":{}}"
            })
    void a_redrive_allow_policy_that_means_nothing_is_refused(String policy) {
        String queue = asked.make("dead");
        assertThat(asked.refusal(
                        "SetQueueAttributes", "QueueUrl", queue, "Attributes", Map.of("RedriveAllowPolicy", policy)))
                .isEqualTo("InvalidAttributeValue");
    }

    @Test
    void a_redrive_allow_policy_names_at_most_ten_queues() {
        String queue = asked.make("dead");
        assertThat(asked.refusal(
                        "SetQueueAttributes",
                        "QueueUrl",
                        queue,
                        "Attributes",
                        Map.of("RedriveAllowPolicy", allowing(10))))
                .isEmpty();
        assertThat(asked.refusal(
                        "SetQueueAttributes",
                        "QueueUrl",
                        queue,
                        "Attributes",
                        Map.of("RedriveAllowPolicy", allowing(11))))
                .isEqualTo("InvalidAttributeValue");
        assertThat(redriving("q3", "dead")).isEmpty();
        assertThat(redriving("other", "dead")).isEqualTo("InvalidParameterValue");
    }

    private static String allowing(int many) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            all.add("\"" + AskedQueues.arn("q" + i) + "\"");
        }
        return "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[" + String.join(",", all) + "]}";
    }

    private String redriving(String source, String dead) {
        return asked.refusal("CreateQueue", "QueueName", source, "Attributes", Map.of("RedrivePolicy", policy(dead)));
    }

    private static String policy(String dead) {
        return "{\"deadLetterTargetArn\":\"" + AskedQueues.arn(dead) + "\",\"maxReceiveCount\":1}";
    }

    @ParameterizedTest
    @CsvSource({"plain,plain", "dead,dead", "plain,dead", "dead,"})
    void messages_move_only_from_a_dead_letter_queue_to_another_queue(String from, String to) {
        asked.make("dead");
        asked.make("plain", "RedrivePolicy", policy("dead"));
        Object[] input = to == null
                ? new Object[] {"SourceArn", AskedQueues.arn(from)}
                : new Object[] {"SourceArn", AskedQueues.arn(from), "DestinationArn", AskedQueues.arn(to)};
        assertThat(asked.refusal("StartMessageMoveTask", input)).isEqualTo(to == null ? "" : "InvalidParameterValue");
    }

    @Test
    void a_queue_that_is_its_own_dead_letter_queue_does_not_move_messages_forever() {
        String queue = asked.make("ring");
        asked.ask("SetQueueAttributes", "QueueUrl", queue, "Attributes", Map.of("RedrivePolicy", policy("ring")));
        asked.ask("SendMessage", "QueueUrl", queue, "MessageBody", "b");
        asked.ask("StartMessageMoveTask", "SourceArn", AskedQueues.arn("ring"));
        tick(3);
        assertThat(task("ring").text("Status")).isNotEqualTo("RUNNING");
        assertThat(asked.bodies(queue)).containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource({"1,10,1", "7,10,7", "15,20,30", "19,10,19", "250,10,250", "500,10,500"})
    void messages_move_at_the_rate_that_was_asked_for(String rate, int ticks, int moved) {
        dead(501);
        asked.ask("StartMessageMoveTask", "SourceArn", AskedQueues.arn("dead"), "MaxNumberOfMessagesPerSecond", rate);
        tick(ticks);
        assertThat(asked.mailbox("plain").size()).isEqualTo(moved);
        assertThat(task("dead").text("Status")).isEqualTo("RUNNING");
    }

    @Test
    void no_message_moves_while_the_add_on_is_shut_and_may_be_being_copied() {
        dead(3);
        asked.ask("StartMessageMoveTask", "SourceArn", AskedQueues.arn("dead"));
        asked.shut = true;
        tick(3);
        assertThat(asked.mailbox("plain").size()).isZero();
        asked.shut = false;
        tick(3);
        assertThat(asked.mailbox("plain").size()).isEqualTo(3);
    }

    private void dead(int messages) {
        String dead = asked.make("dead");
        asked.make("plain", "RedrivePolicy", policy("dead"));
        for (int i = 0; i < messages; i++) {
            asked.ask("SendMessage", "QueueUrl", dead, "MessageBody", "m" + i);
        }
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            asked.clock.addAndGet(100);
            asked.ledger.with(() -> {
                asked.moves.goOn();
                return asked;
            });
        }
    }

    private Input task(String source) {
        return Input.of(tasks(source).get(0), "");
    }

    private List<?> tasks(String source) {
        return new Input(asked.ask("ListMessageMoveTasks", "SourceArn", AskedQueues.arn(source), "MaxResults", "10"))
                .list("Results");
    }

    @Test
    void a_tick_that_failed_is_followed_by_others() {
        dead(3);
        asked.ask("StartMessageMoveTask", "SourceArn", AskedQueues.arn("dead"));
        Waiting.Receiver broken = new Scripted(Long.MAX_VALUE, 1);
        asked.ledger.with(() -> asked.queues.find("a1", "plain").receivers().add(broken));
        try {
            tick(1);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("broken");
        }
        tick(3);
        assertThat(asked.mailbox("plain").size()).isEqualTo(3);
        assertThat(task("dead").text("Status")).isEqualTo("COMPLETED");
    }

    @Test
    void ten_tasks_are_remembered_of_each_queue_and_none_of_one_that_was_deleted() {
        dead(1);
        for (int i = 0; i < 13; i++) {
            asked.ask("StartMessageMoveTask", "SourceArn", AskedQueues.arn("dead"));
            tick(3);
        }
        assertThat(asked.ledger.named("moves").size()).isEqualTo(10);
        assertThat(tasks("dead")).hasSize(10);
        asked.make("other");
        asked.ask("DeleteQueue", "QueueUrl", "http://host/000000000001/other");
        assertThat(tasks("dead")).hasSize(10);
        asked.ask("DeleteQueue", "QueueUrl", "http://host/000000000001/dead");
        assertThat(asked.ledger.named("moves").isEmpty()).isTrue();
    }

    @Test
    void a_client_that_left_after_the_store_was_opened_again_takes_no_message() {
        String queue = asked.make("reopened");
        commit();
        assertThat(asked.receive(queue, "WaitTimeSeconds", "20")).isEmpty();
        Reopening.of(asked.ledger);
        asked.gone.forEach(Runnable::run);
        asked.ask("SendMessage", "QueueUrl", queue, "MessageBody", "b");
        assertThat(asked.answers).isEmpty();
        assertThat(asked.bodies(queue)).containsExactly("b");
    }

    @Test
    void who_waits_for_a_queue_that_is_gone_after_the_store_was_opened_again_is_refused() {
        commit();
        String queue = asked.make("lost");
        asked.receive(queue, "WaitTimeSeconds", "20");
        Reopening.of(asked.ledger);
        assertThat(asked.refusals)
                .singleElement()
                .matches(refusal -> refusal.type().equals("QueueDoesNotExist"));
    }

    private void commit() {
        Reopening.commit(asked.ledger);
    }

    /** Throws some times, and then answers. */
    private static final class Scripted implements Waiting.Receiver {
        private final long deadline;
        private int failures;
        private volatile boolean served;

        Scripted(long deadline, int failures) {
            this.deadline = deadline;
            this.failures = failures;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        @Override
        public boolean serve() {
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("broken");
            }
            served = true;
            return true;
        }

        @Override
        public boolean refuse() {
            return false;
        }
    }

    @Test
    void one_that_could_not_be_served_goes_on_waiting_and_all_others_too() throws Exception {
        asked.make("one");
        asked.make("two");
        Scripted broken = new Scripted(0, 1);
        Scripted patient = new Scripted(0, 0);
        Thread thread = new Thread(asked.waiting);
        thread.setUncaughtExceptionHandler((who, e) -> {});
        thread.setDaemon(true);
        asked.ledger.with(() -> {
            asked.waiting.add(asked.queues.find("a1", "one"), broken);
            asked.waiting.add(asked.queues.find("a1", "two"), patient);
            return asked;
        });
        thread.start();
        Awaitility.await().until(() -> {
            asked.clock.addAndGet(1000);
            return broken.served && patient.served;
        });
        thread.interrupt();
        thread.join();
    }

    @Test
    void one_request_gives_up_a_bounded_number_of_expired_messages() {
        String queue = asked.make("expired", "MessageRetentionPeriod", "60");
        for (int i = 0; i < 2500; i++) {
            asked.ask("SendMessage", "QueueUrl", queue, "MessageBody", "m");
        }
        asked.clock.addAndGet(61_000);
        asked.ask("SendMessage", "QueueUrl", queue, "MessageBody", "young");
        assertThat(asked.receive(queue)).isEmpty();
        assertThat(asked.mailbox("expired").size()).isEqualTo(1501);
        asked.receive(queue, "WaitTimeSeconds", "20");
        assertThat(asked.mailbox("expired").size()).isEqualTo(501);
        asked.ledger.with(() -> {
            asked.waiting.look(asked.queues.find("a1", "expired"));
            return asked;
        });
        assertThat(asked.answers).hasSize(1);
    }

    @Test
    void a_message_that_moved_expires_after_its_own_time_also_behind_younger_ones() {
        String dead = asked.make("dead", "MessageRetentionPeriod", "100");
        String plain = asked.make("plain", "RedrivePolicy", policy("dead"));
        asked.ask("SendMessage", "QueueUrl", plain, "MessageBody", "old");
        asked.clock.addAndGet(80_000);
        asked.ask("SendMessage", "QueueUrl", dead, "MessageBody", "young");
        asked.receive(plain);
        asked.clock.addAndGet(31_000);
        asked.receive(plain);
        assertThat(asked.mailbox("dead").size()).isEqualTo(2);
        expire("dead");
        assertThat(asked.mailbox("dead").size()).isEqualTo(1);
        assertThat(asked.bodies(dead)).containsExactly("young");
        asked.clock.addAndGet(80_000);
        expire("dead");
        assertThat(asked.mailbox("dead").size()).isZero();
    }

    private void expire(String name) {
        asked.ledger.with(
                () -> asked.mailbox(name).expire(asked.queues.find("a1", name).retention()));
    }

    @Test
    void more_than_twenty_thousand_messages_of_a_fifo_queue_may_be_received() {
        String queue = asked.make("many.fifo", "ContentBasedDeduplication", "true");
        Mailbox mailbox = asked.mailbox("many.fifo");
        asked.ledger.with(() -> {
            for (int i = 0; i < 2000; i++) {
                for (int j = 0; j < 11; j++) {
                    mailbox.add(message("g" + i), 0);
                }
                mailbox.receive(10, 3600, Long.MAX_VALUE / 4, Kept.ALL);
            }
            return mailbox;
        });
        assertThat(mailbox.hidden()).isEqualTo(20_000);
        asked.ask("SendMessage", "QueueUrl", queue, "MessageBody", "b", "MessageGroupId", "another");
        assertThat(asked.bodies(queue)).containsExactly("b");
    }

    private static Message message(String group) {
        return new Message("id", 0, group, "", "", "", "", new byte[1], List.of());
    }

    private enum Kept implements Mailbox.Overflow {
        ALL;

        @Override
        public boolean isOver(int received) {
            return false;
        }

        @Override
        public void take(Message message) {}
    }

    @Test
    void numbers_are_written_alike_whatever_the_language_of_the_machine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-u-nu-arab"));
            assertThat(Message.sequence(17)).isEqualTo("00000000000000000017");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_task_handle_of_a_task_that_ended_cancels_nothing() {
        dead(1);
        asked.ask("StartMessageMoveTask", "SourceArn", AskedQueues.arn("dead"));
        String handle = task("dead").required("TaskHandle");
        assertThat(new String(Base64.getDecoder().decode(handle))).endsWith(AskedQueues.arn("dead"));
        tick(3);
        assertThat(asked.refusal("CancelMessageMoveTask", "TaskHandle", handle)).isEqualTo("ResourceNotFoundException");
    }
}
