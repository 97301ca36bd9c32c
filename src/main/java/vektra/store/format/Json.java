package vektra.store.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the JSON of the store: streaming, keys in the order given, a schema number first. */
public final class Json {
    /** A journal entry holds whole files as one string, so the length of a string has no limit of its own. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** The fields of an object. */
    public interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private Json() {}

    /** A whole file for people and scripts to read. */
    public static byte[] page(Fields fields) {
        return page(Seals.PLAIN_SCHEMA, fields);
    }

    /** The same for a file of that schema. */
    static byte[] page(int schema, Fields fields) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return encode(schema, fields, printer);
    }

    /** One line of a file that grows, or a file that people do not read. */
    public static byte[] line(Fields fields) {
        return line(Seals.PLAIN_SCHEMA, fields);
    }

    /** The same for a file of that schema. */
    public static byte[] line(int schema, Fields fields) {
        return encode(schema, fields, null);
    }

    private static byte[] encode(int schema, Fields fields, @Nullable DefaultPrettyPrinter printer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            if (printer != null) {
                out.setPrettyPrinter(printer);
            }
            out.writeStartObject();
            out.writeNumberField("schema", schema);
            fields.write(out);
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    public static void object(JsonGenerator out, String name, Fields fields) throws IOException {
        out.writeObjectFieldStart(name);
        fields.write(out);
        out.writeEndObject();
    }

    /** Sorted by key, since the maps of the model promise no order and a file must not change without a reason. */
    static void map(JsonGenerator out, String name, Map<String, String> map) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
            out.writeStringField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }

    static void texts(JsonGenerator out, String name, Collection<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /** How one element of a list is written. */
    public interface Element<T> {
        void write(JsonGenerator out, T value) throws IOException;
    }

    public static <T> void objects(JsonGenerator out, String name, Collection<T> values, Element<T> element)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            out.writeStartObject();
            element.write(out, value);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
