package vektra.provider.rabbitmq;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vektra.json.Json;
import vektra.model.text.VektraException;

/** The queues, exchanges and bindings of a vhost. */
record Definitions(Management api, String vhost) {
    /** The others are those of the administrator: limits, policies, parameters. */
    private static final List<String> KINDS = List.of("queues", "exchanges", "bindings");

    /** Makes the same in another vhost, and compares. */
    void copyTo(Management to, String target) {
        Map<String, Object> definitions = api.definitions(vhost);
        definitions.keySet().retainAll(KINDS);
        to.define(target, Json.line(definitions));
        if (!sorted(to.definitions(target)).equals(sorted(definitions))) {
            throw VektraException.unavailable(
                    "not all queues, exchanges and bindings of " + vhost + " were made at " + to.at(), null, null);
        }
    }

    /** By kind and by what each of them says, so that their order does not count. */
    private static Map<String, List<String>> sorted(Map<String, Object> definitions) {
        Map<String, List<String>> all = new TreeMap<>();
        for (String kind : KINDS) {
            List<?> each = definitions.get(kind) instanceof List<?> list ? list : List.of();
            all.put(kind, each.stream().map(String::valueOf).sorted().toList());
        }
        return all;
    }
}
