package vektra.cli.terminal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place where results become JSON; streamed, since data binding would double a command's start-up. */
public final class Json {
    private Json() {}

    /**
     * Indented by two spaces, keys in the order the command gave them, a line feed at the end.
     *
     * @param value made of maps, lists, texts, numbers, booleans and nulls
     */
    public static String text(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.BOTH))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        return text(value, printer) + "\n";
    }

    /** The same on one line, without a line feed. */
    public static String line(Object value) {
        return text(value, null);
    }

    private static String text(Object value, @Nullable PrettyPrinter printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            if (printer != null) {
                out.setPrettyPrinter(printer);
            }
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else {
            // texts, numbers, booleans and null; anything else is refused
            out.writeObject(value);
        }
    }
}
