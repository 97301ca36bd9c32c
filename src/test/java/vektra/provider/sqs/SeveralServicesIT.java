package vektra.provider.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import vektra.fixture.Home;

/** The example of an app with two services of AWS in ADDONS.md, as it stands there. */
class SeveralServicesIT {
    /** The app: the first service by the common variables, the other one by its own key. */
    public static final class App {
        private App() {}

        public static void main(String[] arguments) {
            try (SqsClient sqs = SqsClient.create();
                    SnsClient sns = SnsClient.builder()
                            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                    System.getenv("SNS_ACCESS_KEY_ID"), System.getenv("SNS_SECRET_ACCESS_KEY"))))
                            .build()) {
                sqs.sendMessage(r -> r.queueUrl(System.getenv("SQS_QUEUE_URL")).messageBody("hello"));
                sns.publish(r -> r.topicArn(System.getenv("SNS_TOPIC_ARN")).message("hello"));
                System.out.println("sent");
            }
            try (SnsClient sns = SnsClient.create()) {
                sns.listTopics();
            } catch (RuntimeException e) {
                System.out.println("refused");
            }
        }
    }

    @Test
    void an_app_gives_the_second_service_its_own_key() {
        try (Home home = new Home()) {
            home.vektra("addons:enable", "sqs").ok();
            home.vektra("addons:enable", "sns").ok();
            home.vektra("addons:bind", "sqs", "-a", "shop").ok();
            home.vektra("addons:bind", "sns", "-a", "shop").ok();
            String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
            List<String> run = List.of(
                    "run", "-a", "shop", "--", java, "-cp", System.getProperty("java.class.path"), App.class.getName());
            assertThat(home.launched(run.toArray(String[]::new)).ok().out()).contains("sent", "refused");
        }
    }
}
