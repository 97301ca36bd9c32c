package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Trust;

/** Programs reach managed queues and topics over HTTPS when they ask for it, and in no other way where that is required. */
@Sampled(oneIn = 4)
class QueueTlsIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "sqs").ok();
        home.vektra("addons:bind", "sqs", "-a", "myapp").ok();
        home.vektra("addons:enable", "sns", "--tls", "required").ok();
        home.vektra("addons:bind", "sns", "-a", "myapp").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static SqsClient queues(Map<String, String> vars, String endpoint, TrustManager[] trust) {
        return SqsClient.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(() -> trust)
                        .build())
                .endpointOverride(URI.create(endpoint))
                .region(Region.of(vars.get("SQS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(vars.get("SQS_ACCESS_KEY_ID"), vars.get("SQS_SECRET_ACCESS_KEY"))))
                .build();
    }

    private static SnsClient topics(Map<String, String> vars, String endpoint, TrustManager[] trust) {
        return SnsClient.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(() -> trust)
                        .build())
                .endpointOverride(URI.create(endpoint))
                .region(Region.of(vars.get("SNS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(vars.get("SNS_ACCESS_KEY_ID"), vars.get("SNS_SECRET_ACCESS_KEY"))))
                .build();
    }

    /** A message of several records of TLS, and a poll that finds no other; the URL of its queue, as the server calls it. */
    private static String passed(Map<String, String> vars, String endpoint, TrustManager[] trust) {
        try (SqsClient client = queues(vars, endpoint, trust)) {
            String url = client.createQueue(r -> r.queueName("large")).queueUrl();
            String body = "é".repeat(100_000);
            client.sendMessage(r -> r.queueUrl(url).messageBody(body));
            Message got = client.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(5))
                    .messages()
                    .get(0);
            assertThat(got.body()).isEqualTo(body);
            client.deleteMessage(r -> r.queueUrl(url).receiptHandle(got.receiptHandle()));
            assertThat(client.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(1))
                            .messages())
                    .isEmpty();
            return url;
        }
    }

    @Test
    void a_program_chooses_and_a_renewed_certificate_is_shown_without_a_restart() throws Exception {
        Map<String, String> vars = home.config("myapp");
        String plain = vars.get("SQS_ENDPOINT");
        assertThat(plain).startsWith("http://");
        String secure = plain.replace("http:", "https:");
        assertThat(home.json("addons:info", "sqs", "-a", "myapp", "--reveal")
                        .at("/connections/0/urls/tls")
                        .asText())
                .isEqualTo("AWS_ENDPOINT_URL_SQS=" + secure);
        assertThat(passed(vars, plain, Trust.another())).startsWith("http://");
        assertThat(passed(vars, secure, Trust.in(home))).startsWith("https://");
        assertThatThrownBy(() -> passed(vars, secure, Trust.another()))
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("certification path");
        Trust.forget(home, "sqs");
        home.vektra("addons:doctor", "--fix");
        assertThat(passed(vars, secure, Trust.in(home))).startsWith("https://");
        // topics require it, and show no other certificate before they are started again
        home.vektra("addons:restart", "sns").ok();
        home.vektra("addons:doctor").ok();
    }

    @Test
    void topics_reach_queues_where_both_require_it_and_all_commands_work() throws Exception {
        home.vektra("apps:create", "safe").ok();
        home.vektra(
                        "addons:create",
                        "sqs:dedicated",
                        "-a",
                        "safe",
                        "--name",
                        "vault",
                        "--wait",
                        "--",
                        "--tls",
                        "required")
                .ok();
        home.vektra("addons:bind", "sns", "-a", "safe").ok();
        home.vektra("addons:rotate", "vault", "-a", "safe").ok();
        Map<String, String> vars = new HashMap<>(home.config("safe"));
        String secure = vars.get("AWS_ENDPOINT_URL_SQS");
        assertThat(secure).startsWith("https://").isEqualTo(vars.get("SQS_ENDPOINT"));
        assertThat(vars.get("SQS_QUEUE_URL")).startsWith(secure);
        assertThat(vars.get("SNS_ENDPOINT")).startsWith("https://");
        assertThatThrownBy(() -> passed(vars, secure.replace("https:", "http:"), Trust.in(home)))
                .isInstanceOf(SdkException.class);
        try (SqsClient queues = queues(vars, secure, Trust.in(home));
                SnsClient topics = topics(vars, vars.get("SNS_ENDPOINT"), Trust.in(home))) {
            String queue = vars.get("SQS_QUEUE_URL");
            String arn = queues.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            topics.subscribe(
                    r -> r.topicArn(vars.get("SNS_TOPIC_ARN")).protocol("sqs").endpoint(arn));
            topics.publish(r -> r.topicArn(vars.get("SNS_TOPIC_ARN")).message("by TLS"));
            assertThat(queues.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20))
                            .messages())
                    .singleElement()
                    .satisfies(got -> assertThat(got.body()).contains("by TLS", "\"UnsubscribeURL\":\"https://"));
        }
        var before = Trust.serial(URI.create(secure).getPort());
        Files.delete(Trust.certificate(home, "vault"));
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(Trust.serial(URI.create(secure).getPort())).isNotEqualTo(before);
        home.vektra("addons:downgrade", "vault", "sqs:shared", "-a", "safe").ok();
        assertThat(home.config("safe").get("SQS_ENDPOINT")).startsWith("http://");
    }
}
