package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.store.disk.Paths;

/** {@code keys.json}: the data keys of an encrypted home, each encrypted by a key that is kept elsewhere. */
public final class KeysFile {
    public static final String NAME = Paths.KEYS;

    private KeysFile() {}

    /**
     * A data key.
     *
     * @param wrapped the key, encrypted
     * @param by where the key that encrypted it came from
     */
    public record Key(String id, Instant createdAt, String wrapped, String by) {}

    /**
     * The keys of a home.
     *
     * @param home a random id, so that a value of one home is not valid in another
     * @param current the id of the key that encrypts what is written; null while the home is decrypted
     */
    public record Keys(String home, @Nullable String current, List<Key> keys) {
        /** Those of a home that is not encrypted. */
        public static final Keys NONE = new Keys("", null, List.of());

        /** Whether nothing is encrypted by any of them. */
        public boolean isNone() {
            return keys.isEmpty();
        }

        public Optional<Key> key(String id) {
            return keys.stream().filter(key -> key.id().equals(id)).findFirst();
        }

        /** The key that encrypts what is written; empty when nothing is encrypted. */
        public Optional<Key> currentKey() {
            return current == null ? Optional.empty() : key(current);
        }

        /** With one more key, which encrypts what is written from now on. */
        public Keys with(Key fresh) {
            List<Key> all = new ArrayList<>(keys);
            all.add(fresh);
            return new Keys(home, fresh.id(), List.copyOf(all));
        }

        /** The same keys, none of which encrypts what is written. */
        public Keys closed() {
            return new Keys(home, null, keys);
        }
    }

    public static byte[] encode(Keys keys) {
        return Json.page(Seals.SCHEMA, out -> {
            out.writeStringField("home", keys.home());
            String current = keys.current();
            if (current != null) {
                out.writeStringField("current", current);
            }
            Json.objects(out, "keys", keys.keys(), KeysFile::write);
        });
    }

    private static void write(JsonGenerator out, Key key) throws IOException {
        out.writeStringField("id", key.id());
        out.writeStringField("created_at", key.createdAt().toString());
        out.writeStringField("wrapped", key.wrapped());
        out.writeStringField("by", key.by());
    }

    public static Keys decode(Path file, byte[] content) {
        return Node.read(file, content, node -> {
            Keys keys = new Keys(node.text("home"), node.textOrNull("current"), node.objects("keys", KeysFile::read));
            if (keys.current() != null && keys.currentKey().isEmpty()) {
                throw new Malformed("its current key is not among its keys");
            }
            return keys;
        });
    }

    private static Key read(Node node) {
        return new Key(node.text("id"), node.instant("created_at"), node.text("wrapped"), node.text("by"));
    }
}
