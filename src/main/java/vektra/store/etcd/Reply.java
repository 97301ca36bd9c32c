package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.store.format.Malformed;
import vektra.store.format.Node;

/**
 * The result of a transaction.
 *
 * @param revision the revision of etcd at which it ran
 * @param ranges the results of its reads, in the order of the request
 */
record Reply(boolean succeeded, long revision, List<Found> ranges) {
    /**
     * The entries of one range.
     *
     * @param more whether the range has further entries
     */
    record Found(List<Entry> entries, boolean more) {
        @Nullable
        Entry first() {
            return entries.isEmpty() ? null : entries.get(0);
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }
    }

    static Reply of(byte[] body) throws IOException {
        try {
            Node reply = Node.parse(body);
            List<Found> ranges = reply.has("responses")
                    ? reply
                            .objects(
                                    "responses",
                                    one -> one.has("response_range") ? found(one.object("response_range")) : null)
                            .stream()
                            .filter(one -> one != null)
                            .toList()
                    : List.of();
            return new Reply(isTrue(reply, "succeeded"), revision(reply.object("header"), "revision"), ranges);
        } catch (Malformed | IllegalArgumentException e) {
            throw new IOException("no answer of etcd", e);
        }
    }

    private static Found found(Node range) {
        return new Found(range.has("kvs") ? range.objects("kvs", Reply::entry) : List.of(), isTrue(range, "more"));
    }

    private static Entry entry(Node kv) {
        return new Entry(new String(binary(kv, "key"), UTF_8), binary(kv, "value"), revision(kv, "mod_revision"));
    }

    /** The gateway omits fields that are false, 0 or empty. */
    private static boolean isTrue(Node node, String name) {
        return node.has(name) && node.flag(name);
    }

    private static long revision(Node node, String name) {
        return node.has(name) ? Long.parseLong(node.text(name)) : 0;
    }

    private static byte[] binary(Node node, String name) {
        return node.has(name) ? Base64.getDecoder().decode(node.text(name)) : new byte[0];
    }
}
