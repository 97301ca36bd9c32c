package vektra.provider.sqs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Secret;

/** An add-on of its own, and an app with a key for it. */
record Client(
        RunningQueues running, Resource resource, Credentials credentials, Map<String, String> vars, SqsClient sqs) {
    static Client on(RunningQueues running) {
        Resource resource =
                running.provider().provision(running.server(), new Resource(Id.fresh(), "my-app", Map.of()));
        return another(running, resource);
    }

    private static Client another(RunningQueues running, Resource resource) {
        Credentials made = running.provider().grant(running.server(), resource, Id.fresh(), Secret.fresh());
        Map<String, String> vars = running.provider().configVars(running.server(), resource, made);
        return new Client(running, resource, made, vars, QueueApp.client(vars));
    }

    /** Another attachment of the same add-on. */
    Client attached() {
        return another(running, resource);
    }

    String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    String fifo(String name, boolean byContent) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, Boolean.toString(byContent));
        return queue(name + ".fifo", attributes);
    }

    void send(String url, String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
        }
    }

    void sendTo(String url, String group, String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body).messageGroupId(group));
        }
    }

    List<Message> receive(String url, int most, Consumer<ReceiveMessageRequest.Builder> more) {
        return sqs.receiveMessage(r -> {
                    r.queueUrl(url)
                            .maxNumberOfMessages(most)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All");
                    more.accept(r);
                })
                .messages();
    }

    List<String> bodies(String url, int most) {
        return receive(url, most, r -> {}).stream().map(Message::body).toList();
    }

    void delete(String url, Message message) {
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    String attribute(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name);
    }

    /** Visible, received and delayed messages. */
    String counts(String url) {
        return attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES) + " "
                + attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE) + " "
                + attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    }
}
