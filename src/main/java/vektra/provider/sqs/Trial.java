package vektra.provider.sqs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import vektra.aws.AccessKey;
import vektra.aws.Endpoint;
import vektra.aws.Endpoint.Answer;
import vektra.aws.Leftovers;
import vektra.json.Json;
import vektra.model.name.Id;
import vektra.model.service.ConfigVar;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.provider.sqs.server.wire.Input;
import vektra.spi.Ability;

/**
 * Looks for an app's queue, or topic, and sends a message beside it: to one of its own that exists meanwhile, so that no
 * consumer of the app receives what is none of its messages.
 */
final class Trial implements Ability.Monitored {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    private final QueueFlavor flavor;
    private final Path authority;
    private final Leftovers leftovers = new Leftovers();

    /** @param authority the file by which servers that require TLS are verified */
    Trial(QueueFlavor flavor, Path authority) {
        this.flavor = flavor;
        this.authority = authority;
    }

    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        String title = flavor.title();
        String url = ConfigVar.required(vars, title + "_ENDPOINT");
        AccessKey key = AccessKey.in(vars, title);
        App app = new App(flavor, Wire.endpoint(flavor, url, authority, timeout), key);
        boolean queues = flavor == QueueFlavor.SQS;
        String own = ConfigVar.required(vars, queues ? "SQS_QUEUE_URL" : "SNS_TOPIC_ARN");
        String beside = own.substring(0, own.lastIndexOf(queues ? '/' : ':') + 1);
        leftovers.with(
                beside,
                "vektra-marker-" + Id.fresh().brief(),
                marker -> {
                    if (queues) {
                        app.ask("GetQueueAttributes", Map.of("QueueUrl", own));
                        app.receives(marker, beside + marker);
                    } else {
                        app.ask("GetTopicAttributes", Map.of("TopicArn", own));
                        app.publishes(marker, beside + marker);
                    }
                },
                marker -> app.delete(queues ? "QueueUrl" : "TopicArn", beside + marker));
    }

    private record App(QueueFlavor flavor, Endpoint at, AccessKey key) {
        void receives(String marker, String queue) {
            ask("CreateQueue", Map.of("QueueName", marker));
            ask("SendMessage", Map.of("QueueUrl", queue, "MessageBody", marker));
            List<?> got = ask("ReceiveMessage", Map.of("QueueUrl", queue, "WaitTimeSeconds", 1))
                    .list("Messages");
            if (got.isEmpty() || !marker.equals(Json.object(got.get(0)).get("Body"))) {
                throw VektraException.refused(at.at() + " does not deliver what was sent", null, null);
            }
        }

        void publishes(String marker, String topic) {
            ask("CreateTopic", Map.of("Name", marker));
            ask("Publish", Map.of("TopicArn", topic, "Message", marker));
        }

        /** One that was never made is no error. */
        void delete(String name, String which) {
            Answer answer = answer(name.equals("QueueUrl") ? "DeleteQueue" : "DeleteTopic", Map.of(name, which));
            String type = String.valueOf(Wire.input(answer).values().get("__type"));
            if (answer.status() != OK && !type.endsWith("QueueDoesNotExist")) {
                throw refused(answer);
            }
        }

        Input ask(String action, Map<String, Object> input) {
            Answer answer = answer(action, input);
            if (answer.status() != OK) {
                throw refused(answer);
            }
            return Wire.input(answer);
        }

        private Answer answer(String action, Map<String, ?> input) {
            return Wire.ask(at, key, flavor.action(action), Json.bytes(input));
        }

        private VektraException refused(Answer answer) {
            return VektraException.refused(
                    at.at()
                            + (answer.status() == FORBIDDEN
                                    ? " refuses the app's access key"
                                    : " refuses: " + Wire.input(answer).values().getOrDefault("message", "")),
                    null,
                    null);
        }
    }
}
