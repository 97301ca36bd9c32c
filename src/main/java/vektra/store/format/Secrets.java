package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Secret;
import vektra.model.text.Values;

/**
 * The secrets of one app, server or drain in a file.
 *
 * @param owner its id; a value that is moved to another one is not valid there
 */
record Secrets(Seals seals, String owner) {
    /** The variables of an app have one place each, set by the user, an add-on, or an earlier release. */
    static final String VARIABLES = "config";

    private String place(String path) {
        return owner + "|" + path;
    }

    void write(JsonGenerator out, String key, Secret secret, String path) throws IOException {
        out.writeStringField(key, seals.stored(secret, place(path)));
    }

    /** Sorted by key, like every map in a file. */
    void write(JsonGenerator out, String key, Map<String, String> values, String path) throws IOException {
        out.writeObjectFieldStart(key);
        for (Map.Entry<String, Secret> value : Values.secrets(values).entrySet()) {
            write(out, value.getKey(), value.getValue(), path + "." + value.getKey());
        }
        out.writeEndObject();
    }

    Secret read(Node node, String key, String path) {
        return seals.read(node.text(key), place(path));
    }

    @Nullable
    Secret readOrNull(Node node, String key, String path) {
        return node.has(key) ? read(node, key, path) : null;
    }

    Values readAll(Node node, String key, String path) {
        Map<String, Secret> values = new LinkedHashMap<>();
        node.map(key).forEach((name, text) -> values.put(name, seals.read(text, place(path + "." + name))));
        return Values.ofSecrets(values);
    }
}
