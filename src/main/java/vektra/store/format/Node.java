package vektra.store.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.store.disk.Failures;

/** One JSON object, read with the types it must have; keys it does not know stay unread. */
public final class Node {
    private static final Object NULL = new Object();

    private final String at;
    private final Map<String, Object> fields;

    private Node(String at, Map<String, Object> fields) {
        this.at = at;
        this.fields = fields;
    }

    /** Reads one document; anything wrong with it, or a newer schema, is UNAVAILABLE and names the file. */
    public static <T> T read(Path file, byte[] document, Function<Node, T> decode) {
        try {
            Node root = parse(document);
            if (root.schema() > Seals.SCHEMA) {
                throw Failures.newer(file);
            }
            return decode.apply(root);
        } catch (JsonEOFException e) {
            throw Failures.damaged(file, "it is truncated");
        } catch (StreamConstraintsException e) {
            // has no place in the file
            throw Failures.damaged(file, "something in it is nested too deep or too long");
        } catch (JsonProcessingException e) {
            throw Failures.damaged(
                    file,
                    "it is not JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw Failures.damaged(file, "it is not UTF-8");
        } catch (Malformed e) {
            throw Failures.damaged(file, String.valueOf(e.getMessage()));
        } catch (VektraException e) {
            throw e.kind() == Kind.INVALID ? Failures.damaged(file, String.valueOf(e.getMessage())) : e;
        }
    }

    /** Reads one document that is none of the store's, and has no schema. */
    public static Node parse(byte[] document) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(document)) {
            if (in.nextToken() == null) {
                throw new Malformed("it is empty");
            }
            if (!in.hasToken(JsonToken.START_OBJECT)) {
                throw new Malformed("it does not start with an object");
            }
            Node root = new Node("", object(in));
            if (in.nextToken() != null) {
                throw new Malformed("something follows its end");
            }
            return root;
        }
    }

    private static Map<String, Object> object(JsonParser in) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            fields.put(name, value(in));
        }
        return fields;
    }

    private static List<Object> array(JsonParser in) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(in));
        }
        return elements;
    }

    private static Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            default -> in.getNumberValue();
        };
    }

    /** The form of the file that it is the root of. */
    int schema() {
        return (int) Math.min(number("schema"), Integer.MAX_VALUE);
    }

    /** Everything that it holds, but for what is null. */
    public Map<String, Object> fields() {
        Map<String, Object> known = new LinkedHashMap<>(fields);
        known.values().removeIf(value -> value == NULL);
        return known;
    }

    public boolean has(String key) {
        Object value = fields.get(key);
        return value != null && value != NULL;
    }

    public String text(String key) {
        return typed(key, fields.get(key), String.class, "text");
    }

    public @Nullable String textOrNull(String key) {
        return has(key) ? text(key) : null;
    }

    public boolean flag(String key) {
        return typed(key, fields.get(key), Boolean.class, "true or false");
    }

    public long number(String key) {
        Number number = typed(key, fields.get(key), Number.class, "a number");
        if (number instanceof Integer || number instanceof Long) {
            return number.longValue();
        }
        throw new Malformed(where(key) + " is not a whole number");
    }

    public int integer(String key) {
        long number = number(key);
        if (number != (int) number) {
            throw new Malformed(where(key) + " is too large");
        }
        return (int) number;
    }

    public Instant instant(String key) {
        try {
            return Timestamp.parse(text(key));
        } catch (DateTimeException e) {
            throw new Malformed(where(key) + " is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    public <E extends Enum<E>> E word(String key, E[] words) {
        String text = text(key);
        for (E word : words) {
            if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
                return word;
            }
        }
        throw new Malformed(where(key) + " is not a known word");
    }

    public Node object(String key) {
        return node(key, fields.get(key));
    }

    public <T> @Nullable T objectOrNull(String key, Function<Node, T> decode) {
        return has(key) ? decode.apply(object(key)) : null;
    }

    public <T> List<T> objects(String key, Function<Node, T> decode) {
        List<T> decoded = new ArrayList<>();
        for (Object element : elements(key)) {
            decoded.add(decode.apply(node(key, element)));
        }
        return Collections.unmodifiableList(decoded);
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object element : elements(key)) {
            texts.add(typed(key, element, String.class, "text"));
        }
        return Collections.unmodifiableList(texts);
    }

    Map<String, String> map(String key) {
        Node node = object(key);
        Map<String, String> map = new LinkedHashMap<>();
        for (String name : node.fields.keySet()) {
            map.put(name, node.text(name));
        }
        return Collections.unmodifiableMap(map);
    }

    public <T> Map<String, T> objectsByName(String key, Function<Node, T> decode) {
        Node node = object(key);
        Map<String, T> decoded = new LinkedHashMap<>();
        node.fields.keySet().forEach(name -> decoded.put(name, decode.apply(node.object(name))));
        return Collections.unmodifiableMap(decoded);
    }

    private List<?> elements(String key) {
        return typed(key, fields.get(key), List.class, "a list");
    }

    @SuppressWarnings("unchecked") // every map of the tree was made by object(JsonParser)
    private Node node(String key, @Nullable Object value) {
        return new Node(where(key) + ".", (Map<String, Object>) typed(key, value, Map.class, "an object"));
    }

    private <T> T typed(String key, @Nullable Object value, Class<T> type, String wanted) {
        if (value == null || value == NULL) {
            throw new Malformed(where(key) + " is missing");
        }
        if (!type.isInstance(value)) {
            throw new Malformed(where(key) + " is not " + wanted);
        }
        return type.cast(value);
    }

    private String where(String key) {
        return at + key;
    }
}
