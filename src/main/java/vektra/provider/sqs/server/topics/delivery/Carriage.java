package vektra.provider.sqs.server.topics.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.topics.stored.Publication;
import vektra.provider.sqs.server.topics.stored.Subscription;

/** Sends one message to one subscriber, in the form that its protocol and its attributes ask for. */
record Carriage(Envelope envelope, Neighbors neighbors, DataFolder folder) {
    Neighbors.Result send(Subscription subscription, Publication publication) {
        return subscription.isQueue() ? toQueue(subscription, publication) : byHttp(subscription, publication);
    }

    private Neighbors.Result toQueue(Subscription subscription, Publication publication) {
        Arn queue = Arn.of(subscription.endpoint());
        if (queue == null) {
            return Neighbors.Result.REFUSED;
        }
        Map<String, Object> message = new LinkedHashMap<>();
        if (subscription.isRaw()) {
            message.put("MessageBody", publication.text("sqs"));
            message.put("MessageAttributes", publication.shownAttributes());
        } else {
            message.put("MessageBody", envelope.notification(publication, subscription));
        }
        if (!publication.group().isEmpty()) {
            message.put("MessageGroupId", publication.group());
        }
        if (!publication.deduplication().isEmpty()) {
            message.put("MessageDeduplicationId", publication.deduplication());
        }
        try {
            return neighbors.send(queue, publication.topic(), space(subscription.addon()), message);
        } catch (IOException e) {
            // not in the name of no app, which would be refused for good
            return Neighbors.Result.FAILED;
        }
    }

    private Space space(String addon) throws IOException {
        Space space = folder.space(addon);
        return space == null ? new Space(addon, "", "", "") : space;
    }

    private Neighbors.Result byHttp(Subscription subscription, Publication publication) {
        Map<String, String> headers = headers(
                "Notification", publication.id(), publication.topic(), publication.topic() + ":" + subscription.id());
        String body;
        if (subscription.isRaw()) {
            headers.put("x-amz-sns-rawdelivery", "true");
            body = publication.text(subscription.protocol());
        } else {
            body = envelope.notification(publication, subscription);
        }
        return post(subscription.endpoint(), headers, body);
    }

    /** Asks a subscriber whether it wants to be one. */
    void confirm(Subscription subscription, String topic, String version) {
        post(
                subscription.endpoint(),
                headers("SubscriptionConfirmation", subscription.token().substring(0, 36), topic, ""),
                envelope.confirmation(topic, subscription.token(), version));
    }

    private static Map<String, String> headers(String type, String id, String topic, String subscription) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-sns-message-type", type);
        headers.put("x-amz-sns-message-id", id);
        headers.put("x-amz-sns-topic-arn", topic);
        if (!subscription.isEmpty()) {
            headers.put("x-amz-sns-subscription-arn", subscription);
        }
        headers.put("Content-Type", "text/plain; charset=UTF-8");
        headers.put("User-Agent", "Amazon Simple Notification Service Agent");
        return headers;
    }

    private static Neighbors.Result post(String url, Map<String, String> headers, String body) {
        try {
            Post.Answer answer = Post.send(url, headers, body.getBytes(StandardCharsets.UTF_8), null);
            boolean refused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
            return answer.isOk() ? Neighbors.Result.SENT : refused ? Neighbors.Result.REFUSED : Neighbors.Result.FAILED;
        } catch (IOException | IllegalArgumentException e) {
            return Neighbors.Result.FAILED;
        }
    }
}
