package vektra.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists, texts, numbers, truth values and null; bytes are written in Base64. Streamed, since data binding
 * would double a command's start-up.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** The value on one line, without a line feed, as UTF-8. */
    public static byte[] bytes(@Nullable Object value) {
        return write(value, null);
    }

    /** The value on one line, without a line feed. */
    public static String line(@Nullable Object value) {
        return new String(write(value, null), StandardCharsets.UTF_8);
    }

    /** The value for people: indented by two spaces, keys in their order, a line feed at the end. */
    public static String page(@Nullable Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.BOTH))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        return new String(write(value, printer), StandardCharsets.UTF_8) + "\n";
    }

    /** The one value that a text is; an IOException when it is something else. Numbers are BigDecimal. */
    public static @Nullable Object parse(byte[] text) throws IOException {
        try (JsonParser in = Reading.FACTORY.createParser(text)) {
            return Reading.whole(in);
        }
    }

    /** The fields of an object that are not null; none when the value is something else. */
    public static Map<String, Object> object(@Nullable Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (each != null) {
                    object.put(String.valueOf(name), each);
                }
            });
        }
        return object;
    }

    /** An object of pairs of key and value, in their order. */
    public static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    /** An instant as ISO 8601 in UTC, to the millisecond. */
    public static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static byte[] write(@Nullable Object value, @Nullable PrettyPrinter printer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            if (printer != null) {
                out.setPrettyPrinter(printer);
            }
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof byte[] bytes) {
            out.writeString(Base64.getEncoder().encodeToString(bytes));
        } else {
            // texts, numbers, booleans and null; anything else is refused
            out.writeObject(value);
        }
    }
}
