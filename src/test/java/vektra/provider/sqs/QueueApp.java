package vektra.provider.sqs;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import vektra.provider.AppClient;

/** An app with the AWS SDK, which knows its config vars and nothing else. */
final class QueueApp implements AppClient {
    static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    static SqsClient client(Map<String, String> vars) {
        return client(vars, vars.get("SQS_SECRET_ACCESS_KEY"));
    }

    static SqsClient client(Map<String, String> vars, String secret) {
        return SqsClient.builder()
                .httpClient(HTTP)
                .endpointOverride(URI.create(vars.get("SQS_ENDPOINT")))
                .region(Region.of(vars.get("SQS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(vars.get("SQS_ACCESS_KEY_ID"), secret)))
                .build();
    }

    /** A value is the one message of a queue with the key's name. */
    @Override
    public Session open(Map<String, String> vars) {
        SqsClient client = client(vars);
        String first = vars.get("SQS_QUEUE_URL");
        client.getQueueAttributes(request -> request.queueUrl(first));
        return new Session() {
            @Override
            public void write(String key, String value) {
                String url =
                        client.createQueue(request -> request.queueName(key)).queueUrl();
                client.purgeQueue(request -> request.queueUrl(url));
                client.sendMessage(request -> request.queueUrl(url).messageBody(value));
            }

            @Override
            public String read(String key) {
                try {
                    String url = first.substring(0, first.lastIndexOf('/') + 1) + key;
                    return client
                            .receiveMessage(request -> request.queueUrl(url).visibilityTimeout(0))
                            .messages()
                            .stream()
                            .map(Message::body)
                            .findFirst()
                            .orElse(null);
                } catch (QueueDoesNotExistException none) {
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
