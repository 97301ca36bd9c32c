package vektra.drain.encode;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import vektra.model.logs.LogLine;

/** Writes a line as a JSON object, never cut: half an object is none. */
public final class JsonEncoder implements Encoder {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    /** Writes the fields. */
    interface Fields {
        void write(LogLine line, Writer json) throws IOException;
    }

    private final Writer writer;
    private final Fields fields;
    private final byte[] end;

    /**
     * @param date how points in time look
     * @param end what comes behind each object
     */
    public JsonEncoder(Stamp.Form date, Fields fields, String end) {
        this.fields = fields;
        this.end = Ascii.bytes(end);
        this.writer = new Writer(date);
    }

    @Override
    public void encode(LogLine line, Bytes out) {
        writer.write(line, fields);
        out.put(writer.bytes);
        out.put(end);
    }

    /** The values of a line in JSON. */
    static final class Writer {
        private final Bytes bytes = new Bytes();
        private final Bytes time = new Bytes();
        private final Clean clean = new Clean(Escapes.NONE);
        private final Stamp stamp;
        private final JsonGenerator json;

        private Writer(Stamp.Form date) {
            stamp = new Stamp(date);
            json = generator(bytes);
        }

        JsonGenerator json() {
            return json;
        }

        /** Leaves the field out when a date of four digits a year cannot say it. */
        void time(String name, LogLine line) throws IOException {
            time.clear();
            if (stamp.put(line.micros(), time)) {
                json.writeFieldName(name);
                json.writeRawUTF8String(time.array(), 0, time.length());
            }
        }

        void message(LogLine line) throws IOException {
            clean.read(line);
            json.writeFieldName("message");
            json.writeUTF8String(clean.bytes(), clean.from(), clean.length());
        }

        /** Which piece of an endless line it is, when it is one. */
        void part(LogLine line) throws IOException {
            if (line.part() > 0) {
                json.writeNumberField("part", line.part());
                json.writeBooleanField("more", line.more());
            }
        }

        private void write(LogLine line, Fields fields) {
            bytes.clear();
            try {
                json.writeStartObject();
                fields.write(line, this);
                json.writeEndObject();
                json.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e); // memory does not fail
            }
        }
    }

    static JsonGenerator generator(Bytes out) {
        try {
            return FACTORY.createGenerator(out, JsonEncoding.UTF8);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }
}
