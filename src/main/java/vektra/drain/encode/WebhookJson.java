package vektra.drain.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import vektra.model.logs.LogLine;

/** The fields of a line within the event that a webhook gets. */
public record WebhookJson() implements JsonEncoder.Fields {
    private static final List<String> SEVERITIES =
            List.of("emergency", "alert", "critical", "error", "warning", "notice", "info", "debug");

    @Override
    public void write(LogLine line, JsonEncoder.Writer writer) throws IOException {
        JsonGenerator json = writer.json();
        writer.time("time", line);
        json.writeStringField("app", line.stream().app());
        json.writeStringField("process", line.stream().process());
        json.writeStringField("host", line.stream().host());
        json.writeStringField("severity", SEVERITIES.get(line.priority() & 7));
        writer.message(line);
        if (line.sequence() > 0) {
            json.writeNumberField("sequence", line.sequence());
        }
        writer.part(line);
    }
}
