package vektra.provider.rabbitmq;

import java.math.BigDecimal;
import java.util.Map;
import vektra.json.Json;

/**
 * What the management API says of a queue.
 *
 * @param messages those that wait, and those that were delivered and are not acknowledged
 */
record Queue(String name, String type, long messages, Map<String, Object> arguments, Map<String, Object> policy) {
    /** The columns that this is read from. */
    static final String COLUMNS = "name,type,messages,arguments,effective_policy_definition";

    static Queue of(Map<String, Object> row) {
        return new Queue(
                String.valueOf(row.get("name")),
                String.valueOf(row.get("type")),
                row.get("messages") instanceof BigDecimal known ? known.longValue() : 0,
                Json.object(row.get("arguments")),
                Json.object(row.get("effective_policy_definition")));
    }

    boolean isStream() {
        return type.equals("stream");
    }

    /** Whether all its messages expire by themselves, so that their number says nothing. */
    boolean expires() {
        return has("message-ttl");
    }

    /** Whether messages that expire in it go elsewhere, instead of being deleted. */
    boolean deadLetters() {
        return has("dead-letter-exchange");
    }

    private boolean has(String setting) {
        return arguments.containsKey("x-" + setting) || policy.containsKey(setting);
    }
}
