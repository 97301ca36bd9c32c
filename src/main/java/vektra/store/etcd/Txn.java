package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.store.format.Json;

/** A transaction: what must be so, what is done then, and what is read if it is not so. */
final class Txn {
    /** So many things may be compared, and so many done. */
    static final int MOST = 128;

    private final List<Part> compares = new ArrayList<>();
    private final List<Part> success = new ArrayList<>();
    private final List<Part> failure = new ArrayList<>();
    private long bytes;

    /** A part as it is sent. */
    private interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    private static void key(JsonGenerator out, String key, @Nullable String end) throws IOException {
        out.writeBinaryField("key", key.getBytes(UTF_8));
        if (end != null) {
            out.writeBinaryField("range_end", end.getBytes(UTF_8));
        }
    }

    private Txn when(String key, @Nullable String end, String target, String result, long revision) {
        compares.add(out -> {
            key(out, key, end);
            out.writeStringField("target", target);
            out.writeStringField("result", result);
            out.writeStringField(target.equals("MOD") ? "mod_revision" : "create_revision", Long.toString(revision));
        });
        return this;
    }

    Txn whenThere(String key) {
        return when(key, null, "CREATE", "GREATER", 0);
    }

    Txn whenGone(String key) {
        return when(key, null, "CREATE", "EQUAL", 0);
    }

    /** When nothing begins with that. */
    Txn whenNone(String prefix) {
        return when(prefix, end(prefix), "CREATE", "EQUAL", 0);
    }

    /** When a key was written last in that revision, 0 for one that is not there. */
    Txn whenAt(String key, long modified) {
        return when(key, null, "MOD", "EQUAL", modified);
    }

    /** When no key from the first up to the end was written after that revision. */
    Txn whenNotAfter(String key, String end, long modified) {
        return when(key, end, "MOD", "LESS", modified + 1);
    }

    Txn put(String key, byte[] value) {
        return put(key, value, 0);
    }

    /** @param lease with which the key ends; 0 for none */
    Txn put(String key, byte[] value, long lease) {
        bytes += key.length() + value.length;
        success.add(out -> {
            out.writeObjectFieldStart("request_put");
            key(out, key, null);
            out.writeBinaryField("value", value);
            if (lease != 0) {
                out.writeStringField("lease", Long.toString(lease));
            }
            out.writeEndObject();
        });
        return this;
    }

    Txn delete(String key) {
        return delete(key, null);
    }

    /** @param end of the keys, which is none of them; null for the one */
    Txn delete(String key, @Nullable String end) {
        bytes += key.length();
        success.add(out -> {
            out.writeObjectFieldStart("request_delete_range");
            key(out, key, end);
            out.writeEndObject();
        });
        return this;
    }

    Txn read(Range range) {
        success.add(out -> {
            out.writeObjectFieldStart("request_range");
            range.write(out);
            out.writeEndObject();
        });
        return this;
    }

    Txn orRead(Range range) {
        failure.add(out -> {
            out.writeObjectFieldStart("request_range");
            range.write(out);
            out.writeEndObject();
        });
        return this;
    }

    int compared() {
        return compares.size();
    }

    int done() {
        return success.size();
    }

    /** What it writes, about. */
    long bytes() {
        return bytes;
    }

    byte[] encode() {
        return encode(out -> {
            list(out, "compare", compares);
            list(out, "success", success);
            list(out, "failure", failure);
        });
    }

    private static void list(JsonGenerator out, String name, List<Part> parts) throws IOException {
        if (!parts.isEmpty()) {
            Json.objects(out, name, parts, (each, part) -> part.write(each));
        }
    }

    static byte[] encode(Json.Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** What follows everything that begins with a prefix. */
    static String end(String prefix) {
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }

    /**
     * Keys that are read.
     *
     * @param end of the keys, which is none of them; null for the one
     * @param limit how many; 0 for all
     * @param revision as of which; 0 for the latest
     * @param last whether those that come last are wanted, the last first
     */
    record Range(String key, @Nullable String end, int limit, long revision, boolean keysOnly, boolean last) {
        static Range of(String key) {
            return new Range(key, null, 0, 0, false, false);
        }

        static Range of(String key, String end) {
            return new Range(key, end, 0, 0, false, false);
        }

        static Range under(String prefix) {
            return of(prefix, Txn.end(prefix));
        }

        Range names() {
            return new Range(key, end, limit, revision, true, last);
        }

        Range most(int most) {
            return new Range(key, end, most, revision, keysOnly, last);
        }

        /** So many of those that come last, the last first. */
        Range last(int most) {
            return new Range(key, end, most, revision, keysOnly, true);
        }

        Range from(String first, long asOf) {
            return new Range(first, end, limit, asOf, keysOnly, last);
        }

        private void write(JsonGenerator out) throws IOException {
            Txn.key(out, key, end);
            if (limit > 0) {
                out.writeStringField("limit", Integer.toString(limit));
            }
            if (revision > 0) {
                out.writeStringField("revision", Long.toString(revision));
            }
            if (keysOnly) {
                out.writeBooleanField("keys_only", true);
            }
            if (last) {
                out.writeStringField("sort_order", "DESCEND");
                out.writeStringField("sort_target", "KEY");
            }
        }
    }
}
