package vektra.provider.sqs;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import vektra.provider.AppClient;

/** An app with the AWS SDK, which knows its config vars and nothing else. */
final class TopicApp implements AppClient {
    static SnsClient client(Map<String, String> vars) {
        return client(vars, vars.get("SNS_SECRET_ACCESS_KEY"));
    }

    static SnsClient client(Map<String, String> vars, String secret) {
        return SnsClient.builder()
                .httpClient(QueueApp.HTTP)
                .endpointOverride(URI.create(vars.get("SNS_ENDPOINT")))
                .region(Region.of(vars.get("SNS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(vars.get("SNS_ACCESS_KEY_ID"), secret)))
                .build();
    }

    /** A value is the display name of a topic with the key's name. */
    @Override
    public Session open(Map<String, String> vars) {
        SnsClient client = client(vars);
        String first = vars.get("SNS_TOPIC_ARN");
        client.getTopicAttributes(request -> request.topicArn(first));
        return new Session() {
            @Override
            public void write(String key, String value) {
                String arn = client.createTopic(request -> request.name(key)).topicArn();
                client.setTopicAttributes(request ->
                        request.topicArn(arn).attributeName("DisplayName").attributeValue(value));
            }

            @Override
            public String read(String key) {
                String arn = first.substring(0, first.lastIndexOf(':') + 1) + key;
                try {
                    return client.getTopicAttributes(request -> request.topicArn(arn))
                            .attributes()
                            .get("DisplayName");
                } catch (NotFoundException none) {
                    return null;
                }
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
