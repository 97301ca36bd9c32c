package vektra.provider.sqs.server.topics.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import vektra.json.Json;
import vektra.provider.sqs.server.topics.stored.Publication;
import vektra.provider.sqs.server.topics.stored.Subscription;

/**
 * What subscribers get that do not want messages raw.
 *
 * @param base such as {@code http://127.0.0.1:port} of this server
 */
record Envelope(Signer signer, String base) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    String notification(Publication publication, Subscription subscription) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("Type", "Notification");
        envelope.put("MessageId", publication.id());
        if (!publication.sequence().isEmpty()) {
            envelope.put("SequenceNumber", publication.sequence());
        }
        envelope.put("TopicArn", publication.topic());
        if (!publication.subject().isEmpty()) {
            envelope.put("Subject", publication.subject());
        }
        envelope.put("Message", publication.text(subscription.protocol()));
        envelope.put("Timestamp", TIME.format(Instant.ofEpochMilli(publication.at())));
        sign(envelope, publication.signature());
        envelope.put(
                "UnsubscribeURL",
                base + "/?Action=Unsubscribe&SubscriptionArn=" + publication.topic() + ":" + subscription.id());
        Map<String, Object> attributes = publication.envelopeAttributes();
        if (!attributes.isEmpty()) {
            envelope.put("MessageAttributes", attributes);
        }
        return Json.line(envelope);
    }

    String confirmation(String topic, String token, String version) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("Type", "SubscriptionConfirmation");
        envelope.put("MessageId", UUID.randomUUID().toString());
        envelope.put("Token", token);
        envelope.put("TopicArn", topic);
        envelope.put(
                "Message",
                "You have chosen to subscribe to the topic " + topic
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
        envelope.put("SubscribeURL", base + "/?Action=ConfirmSubscription&TopicArn=" + topic + "&Token=" + token);
        envelope.put("Timestamp", TIME.format(Instant.now()));
        sign(envelope, version);
        return Json.line(envelope);
    }

    private void sign(Map<String, Object> envelope, String version) {
        String signature = signer.sign(envelope, version);
        envelope.put("SignatureVersion", version);
        envelope.put("Signature", signature);
        envelope.put("SigningCertURL", base + Signer.PATH);
    }
}
