package vektra.drain.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import vektra.model.logs.LogLine;

/**
 * The fields that Vektra sent in 2015.
 *
 * @param names whether app, process and host are among them
 */
public record LogentriesJson(String token, boolean names) implements JsonEncoder.Fields {
    @Override
    public void write(LogLine line, JsonEncoder.Writer writer) throws IOException {
        JsonGenerator json = writer.json();
        writer.time("@timestamp", line);
        json.writeStringField("@type", "log");
        json.writeStringField("@version", "1");
        if (names) {
            json.writeStringField("app", line.stream().app());
            json.writeStringField("host", line.stream().host());
        }
        writer.message(line);
        if (names) {
            json.writeStringField("process", line.stream().process());
        }
        writer.part(line);
        json.writeStringField("token", token);
    }
}
