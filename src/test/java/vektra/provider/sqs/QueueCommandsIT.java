package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** The life of add-ons by commands, as one who runs apps types them. */
@Sampled(oneIn = 6)
class QueueCommandsIT {
    private static Home home;

    @BeforeAll
    static void start() {
        home = new Home();
        assertThat(home.vektra("addons:enable", "sqs", "--dry-run").ok().out()).contains("sqs");
        home.vektra("addons:enable", "sqs").ok();
        home.vektra("addons:enable", "sns").ok();
    }

    @AfterAll
    static void stop() {
        home.close();
    }

    @Test
    void messages_outlive_rotation_a_change_of_plan_and_an_unbind() {
        home.vektra("addons:bind", "sqs", "-a", "web").ok();
        Map<String, String> first = vars("web");
        assertThat(first.get("SQS_URL"))
                .isEqualTo("sqs://" + first.get("SQS_USER") + ":" + first.get("SQS_PASS") + "@" + first.get("SQS_HOST")
                        + ":" + first.get("SQS_PORT") + "/"
                        + first.get("SQS_QUEUE_URL").split("/")[3] + "/web");
        String url = first.get("SQS_QUEUE_URL");
        String received;
        try (SqsClient sqs = QueueApp.client(first)) {
            String dead = sqs.createQueue(r -> r.queueName("dead")).queueUrl();
            String arn = sqs.getQueueAttributes(r -> r.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            sqs.setQueueAttributes(r -> r.queueUrl(url)
                    .attributes(Map.of(
                            QueueAttributeName.REDRIVE_POLICY,
                            "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":3}")));
            sqs.sendMessage(r -> r.queueUrl(url).messageBody("held"));
            received = sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(900))
                    .messages()
                    .get(0)
                    .receiptHandle();
            sqs.sendMessage(r -> r.queueUrl(url).messageBody("kept"));
        }
        home.vektra("addons:rotate", "sqs", "-a", "web").ok();
        refused(first);
        home.vektra("addons:unbind", "sqs", "-a", "web").ok();
        home.vektra("addons:bind", "sqs", "-a", "web").ok();
        home.vektra("addons:upgrade", "sqs", "dedicated", "-a", "web").ok();
        Map<String, String> moved = vars("web");
        assertThat(moved.get("SQS_ENDPOINT")).isNotEqualTo(first.get("SQS_ENDPOINT"));
        try (SqsClient sqs = QueueApp.client(moved)) {
            String now = moved.get("SQS_QUEUE_URL");
            assertThat(sqs.getQueueAttributes(r -> r.queueUrl(now).attributeNames(QueueAttributeName.ALL))
                            .attributesAsStrings())
                    .containsEntry("ApproximateNumberOfMessagesNotVisible", "1")
                    .containsKey("RedrivePolicy");
            sqs.deleteMessage(r -> r.queueUrl(now).receiptHandle(received));
            Message message = sqs.receiveMessage(r -> r.queueUrl(now).visibilityTimeout(0))
                    .messages()
                    .get(0);
            assertThat(message.body()).isEqualTo("kept");
            String old = now.replaceAll("/[0-9]{12}/", "/" + url.split("/")[3] + "/");
            assertThat(sqs.receiveMessage(r -> r.queueUrl(old).visibilityTimeout(0))
                            .messages())
                    .hasSize(1);
        }
        assertThat(home.vektra("addons:action", "sqs", "stats", "-a", "web")
                        .ok()
                        .out())
                .contains("messages", "queues");
        assertThat(home.vektra("addons:action", "sqs", "redrive", "-a", "web")
                        .ok()
                        .out())
                .contains("No messages");
        home.vektra("addons:action", "sqs", "purge", "queue=nowhere", "-a", "web", "--confirm", "web")
                .exits(3);
        assertThat(home.vektra("addons:action", "sqs", "purge", "-a", "web", "--confirm", "web")
                        .ok()
                        .out())
                .contains("Deleted 1 message of the queue web");
        assertThat(home.vektra("addons:info", "sqs", "-a", "web").ok().out()).contains("Messages");
        home.vektra("addons:doctor").ok();
    }

    @Test
    void an_app_has_several_services_of_aws_and_their_common_variables_once() {
        home.vektra("addons:bind", "sqs", "-a", "shop").ok();
        home.vektra("addons:bind", "sns", "-a", "shop").ok();
        Map<String, String> both = vars("shop");
        assertThat(both)
                .containsEntry("AWS_ACCESS_KEY_ID", both.get("SQS_ACCESS_KEY_ID"))
                .containsEntry("AWS_SECRET_ACCESS_KEY", both.get("SQS_SECRET_ACCESS_KEY"))
                .containsEntry("AWS_ENDPOINT_URL_SQS", both.get("SQS_ENDPOINT"))
                .containsEntry("AWS_ENDPOINT_URL_SNS", both.get("SNS_ENDPOINT"));
        home.vektra("addons:doctor").ok();
        try (SnsClient sns = TopicApp.client(both);
                SqsClient sqs = QueueApp.client(both)) {
            String queue = both.get("SQS_QUEUE_URL");
            String arn = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            sns.subscribe(r -> r.topicArn(both.get("SNS_TOPIC_ARN"))
                    .protocol("sqs")
                    .endpoint(arn)
                    .attributes(Map.of("RawMessageDelivery", "true")));
            sns.publish(r -> r.topicArn(both.get("SNS_TOPIC_ARN")).message("hello"));
            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20))
                            .messages())
                    .extracting(Message::body)
                    .containsExactly("hello");
        }
        home.vektra("addons:rotate", "sns", "-a", "shop").ok();
        assertThat(vars("shop")).containsEntry("AWS_ACCESS_KEY_ID", both.get("SQS_ACCESS_KEY_ID"));
        home.vektra("addons:unbind", "sqs", "-a", "shop").ok();
        Map<String, String> left = vars("shop");
        assertThat(left)
                .containsEntry("AWS_ACCESS_KEY_ID", left.get("SNS_ACCESS_KEY_ID"))
                .containsEntry("AWS_SECRET_ACCESS_KEY", left.get("SNS_SECRET_ACCESS_KEY"))
                .doesNotContainKey("AWS_ENDPOINT_URL_SQS");
        home.vektra("addons:doctor").ok();
        home.vektra("config:set", "AWS_REGION=mine", "AWS_ACCESS_KEY_ID=own", "-a", "other")
                .exits(3);
        home.vektra("apps:create", "other").ok();
        home.vektra("config:set", "AWS_REGION=mine", "-a", "other").ok();
        home.vektra("addons:bind", "sqs", "-a", "other").ok();
        assertThat(vars("other")).containsEntry("AWS_REGION", "mine").containsKey("SQS_URL");
        home.vektra("addons:doctor").ok();
        home.vektra("addons:unbind", "sqs", "-a", "other").ok();
        assertThat(vars("other")).isEqualTo(Map.of("AWS_REGION", "mine"));
    }

    @Test
    void the_console_is_the_aws_cli_with_the_key_in_its_environment() throws Exception {
        home.vektra("addons:bind", "sqs", "-a", "desk").ok();
        Map<String, String> vars = vars("desk");
        String call = "--endpoint-url " + vars.get("SQS_ENDPOINT") + " sqs list-queues";
        Path with = Files.createDirectory(home.scratch().resolve("with-aws"));
        Path aws = Files.writeString(
                with.resolve("aws"),
                "#!/bin/sh\necho \"$@\"\necho $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_REGION\n");
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwx------"));
        String[] connect = {"addons:connect", "sqs", "-a", "desk"};
        assertThat(home.launched(Map.of("PATH", with.toString()), connect).ok().out())
                .isEqualTo(call + "\n" + vars.get("SQS_ACCESS_KEY_ID") + " " + vars.get("SQS_SECRET_ACCESS_KEY")
                        + " us-east-1\n");
        Path without = Files.createDirectory(home.scratch().resolve("without-aws"));
        assertThat(home.launched(Map.of("PATH", without.toString()), connect)
                        .exits(125)
                        .err())
                .contains("no AWS CLI is on this machine", "aws " + call);
    }

    @Test
    void a_new_app_of_the_same_name_does_not_reach_queues_that_were_kept() {
        home.vektra("addons:bind", "sqs", "-a", "twin").ok();
        String kept = arn(vars("twin"));
        home.vektra("apps:destroy", "-a", "twin", "--confirm", "twin").ok();
        home.vektra("addons:bind", "sqs", "-a", "twin").ok();
        home.vektra("addons:bind", "sns", "-a", "twin").ok();
        Map<String, String> vars = vars("twin");
        String refused = "{\"deadLetterTargetArn\":\"" + arn(vars) + "\"}";
        try (SnsClient sns = TopicApp.client(vars);
                SqsClient sqs = QueueApp.client(vars)) {
            String topic = vars.get("SNS_TOPIC_ARN");
            sns.subscribe(r -> r.topicArn(topic)
                    .protocol("sqs")
                    .endpoint(kept)
                    .attributes(Map.of("RawMessageDelivery", "true", "RedrivePolicy", refused)));
            sns.publish(r -> r.topicArn(topic).message("stray"));
            assertThat(sqs.receiveMessage(
                                    r -> r.queueUrl(vars.get("SQS_QUEUE_URL")).waitTimeSeconds(20))
                            .messages())
                    .hasSize(1);
        }
    }

    private static String arn(Map<String, String> vars) {
        try (SqsClient sqs = QueueApp.client(vars)) {
            return sqs.getQueueAttributes(
                            r -> r.queueUrl(vars.get("SQS_QUEUE_URL")).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
        }
    }

    @Test
    void doctor_finds_a_key_that_was_deleted_and_puts_it_back() throws Exception {
        home.vektra("addons:bind", "sns", "-a", "sick").ok();
        Map<String, String> vars = vars("sick");
        Files.delete(home.path().resolve("servers/sns/data/keys").resolve(vars.get("SNS_ACCESS_KEY_ID")));
        assertThat(home.vektra("addons:doctor").exits(4).out()).contains(vars.get("SNS_ACCESS_KEY_ID"));
        home.vektra("addons:doctor", "--fix").ok();
        try (SnsClient sns = TopicApp.client(vars("sick"))) {
            assertThat(sns.listTopics().topics()).hasSize(1);
        }
        Home.Ran adopted = home.vektra("addons:enable", "sns", "--url", "http://AK:SECRET@127.0.0.1:9000");
        adopted.exits(2);
        assertThat(adopted.err()).doesNotContain("SECRET");
    }

    private static Map<String, String> vars(String app) {
        Map<String, String> vars = new TreeMap<>();
        JsonNode config = home.vektra("config", "-a", app, "--json").ok().json();
        config.properties().forEach(one -> vars.put(one.getKey(), one.getValue().asText()));
        return vars;
    }

    private static void refused(Map<String, String> vars) {
        try (SqsClient sqs = QueueApp.client(vars)) {
            assertThat(catchThrowableOfType(SdkException.class, sqs::listQueues))
                    .isNotNull();
        }
    }
}
