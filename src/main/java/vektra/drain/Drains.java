package vektra.drain;

import java.util.Map;
import java.util.function.Supplier;
import vektra.spi.LogDrain;

/** Every drain by the name of its service. */
public final class Drains {
    private Drains() {}

    public static Map<String, Supplier<LogDrain>> all() {
        return Map.of(
                "logentries", () -> new LogentriesDrain(),
                "logstash", () -> new LogstashDrain(),
                "papertrail", () -> new PapertrailDrain(),
                "syslog", () -> new SyslogDrain(),
                "webhook", () -> new WebhookDrain());
    }
}
