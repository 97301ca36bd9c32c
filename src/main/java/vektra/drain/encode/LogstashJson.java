package vektra.drain.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import vektra.model.logs.LogLine;

/**
 * The fields that Logstash reads.
 *
 * @param ecs whether host and process are objects, as the Elastic Common Schema wants them
 * @param sequence whether the number of the line is among them
 */
public record LogstashJson(boolean ecs, boolean sequence) implements JsonEncoder.Fields {
    @Override
    public void write(LogLine line, JsonEncoder.Writer writer) throws IOException {
        JsonGenerator json = writer.json();
        writer.time("@timestamp", line);
        json.writeStringField("@version", "1");
        writer.message(line);
        name(json, "host", line.stream().host());
        json.writeStringField("type", "log");
        json.writeStringField("app", line.stream().app());
        name(json, "process", line.stream().process());
        if (sequence && line.sequence() > 0) {
            json.writeNumberField("sequence", line.sequence());
        }
        writer.part(line);
    }

    private void name(JsonGenerator json, String field, String value) throws IOException {
        if (ecs) {
            json.writeObjectFieldStart(field);
            json.writeStringField("name", value);
            json.writeEndObject();
        } else {
            json.writeStringField(field, value);
        }
    }
}
