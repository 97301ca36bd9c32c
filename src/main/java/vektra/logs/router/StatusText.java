package vektra.logs.router;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import vektra.logs.ship.DrainStatus;
import vektra.model.name.DrainName;

/** How a router tells its status: as a text of properties. */
public final class StatusText {
    private StatusText() {}

    static String write(RouterStatus status) throws IOException {
        Properties all = new Properties();
        all.setProperty("pid", String.valueOf(status.pid()));
        all.setProperty("since", status.since().toString());
        all.setProperty("sources", String.valueOf(status.sources()));
        all.setProperty("drains", String.valueOf(status.drains().size()));
        for (int i = 0; i < status.drains().size(); i++) {
            write(status.drains().get(i), all, i + ".");
        }
        StringWriter text = new StringWriter();
        all.store(text, null);
        return text.toString();
    }

    private static void write(DrainStatus drain, Properties all, String prefix) {
        all.setProperty(prefix + "name", drain.name().value());
        all.setProperty(prefix + "state", drain.state().name());
        all.setProperty(prefix + "lines", String.valueOf(drain.lines()));
        all.setProperty(prefix + "bytes", String.valueOf(drain.bytes()));
        all.setProperty(prefix + "lag", drain.lag().toString());
        all.setProperty(prefix + "rate", String.valueOf(drain.rate()));
        all.setProperty(prefix + "delivered", String.valueOf(drain.delivered()));
        all.setProperty(prefix + "lost", String.valueOf(drain.lost()));
        put(all, prefix + "lostAt", drain.lostAt());
        put(all, prefix + "error", drain.error());
        put(all, prefix + "errorAt", drain.errorAt());
        put(all, prefix + "connectedAt", drain.connectedAt());
    }

    private static void put(Properties all, String name, @Nullable Object value) {
        if (value != null) {
            all.setProperty(name, value.toString());
        }
    }

    static RouterStatus read(String text) throws IOException {
        Properties all = new Properties();
        all.load(new StringReader(text));
        List<DrainStatus> drains = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(all.getProperty("drains", "0")); i++) {
            drains.add(drain(all, i + "."));
        }
        return new RouterStatus(
                Long.parseLong(all.getProperty("pid", "0")),
                Instant.parse(all.getProperty("since", "1970-01-01T00:00:00Z")),
                Integer.parseInt(all.getProperty("sources", "0")),
                List.copyOf(drains));
    }

    private static DrainStatus drain(Properties all, String prefix) {
        return new DrainStatus(
                new DrainName(all.getProperty(prefix + "name", "")),
                DrainStatus.State.valueOf(all.getProperty(prefix + "state", "")),
                Long.parseLong(all.getProperty(prefix + "lines", "0")),
                Long.parseLong(all.getProperty(prefix + "bytes", "0")),
                Duration.parse(all.getProperty(prefix + "lag", "PT0S")),
                Double.parseDouble(all.getProperty(prefix + "rate", "0")),
                Long.parseLong(all.getProperty(prefix + "delivered", "0")),
                Long.parseLong(all.getProperty(prefix + "lost", "0")),
                time(all, prefix + "lostAt"),
                all.getProperty(prefix + "error"),
                time(all, prefix + "errorAt"),
                time(all, prefix + "connectedAt"));
    }

    private static @Nullable Instant time(Properties all, String name) {
        String value = all.getProperty(name);
        return value == null ? null : Instant.parse(value);
    }
}
