package vektra.provider.sqs.server.topics.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import vektra.json.Json;
import vektra.provider.sqs.server.store.Moment;
import vektra.provider.sqs.server.store.Place;
import vektra.provider.sqs.server.wire.Input;

/**
 * One message on the way to one subscriber.
 *
 * @param published the number of the message
 */
record Delivery(Moment key, String subscription, long published, int attempts, long since) {
    static Delivery of(Moment key, byte[] bytes) {
        Input in = Input.of(bytes);
        return new Delivery(
                key,
                in.required("subscription"),
                Long.parseLong(in.required("published")),
                Integer.parseInt(in.required("attempts")),
                Long.parseLong(in.required("since")));
    }

    byte[] bytes() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("subscription", subscription);
        stored.put("published", published);
        stored.put("attempts", attempts);
        stored.put("since", since);
        return Json.bytes(stored);
    }

    Delivery at(long when, int tried) {
        return new Delivery(new Moment(when, key.number()), subscription, published, tried, since);
    }

    /** Where it is while it is ready. */
    Place place() {
        return new Place(subscription, key.number());
    }
}
