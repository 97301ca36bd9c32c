package vektra.drain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.drain.encode.Bytes;
import vektra.drain.encode.Encoder;
import vektra.model.logs.Drain;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;
import vektra.model.name.DrainName;
import vektra.model.service.ServiceOption;
import vektra.model.text.Secret;
import vektra.spi.LogDrain;

/** Lines and drains as tests need them. */
final class Lines {
    static final LogStream STREAM = new LogStream("shop", "web.1", "box1", false);
    static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    private Lines() {}

    static LogLine line(String message) {
        return line(STREAM, message.getBytes(StandardCharsets.UTF_8), 0);
    }

    static LogLine line(String message, long sequence) {
        return line(STREAM, message.getBytes(StandardCharsets.UTF_8), sequence);
    }

    static LogLine line(LogStream stream, byte[] message, long sequence) {
        return line(stream, 134, TIME, message, sequence);
    }

    static LogLine line(LogStream stream, int priority, Instant time, byte[] message, long sequence) {
        return new LogLine(stream, sequence, micros(time), priority, 0, false, message, 0, message.length);
    }

    static LogLine part(String message, int part, boolean more) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return new LogLine(STREAM, 7, micros(TIME), 134, part, more, bytes, 0, bytes.length);
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    static String encoded(Encoder encoder, LogLine... lines) {
        Bytes out = new Bytes();
        for (LogLine line : lines) {
            encoder.encode(line, out);
        }
        return out.toString();
    }

    /** A drain with an option for every two texts. */
    static Drain drain(LogDrain kind, String url, @Nullable String secret, String... options) {
        Map<String, String> all = new TreeMap<>();
        for (ServiceOption option : kind.service().options()) {
            if (option.defaultValue() != null) {
                all.put(option.name(), option.defaultValue());
            }
        }
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return kind.drain(new LogDrain.Wanted(
                new DrainName("audit"), null, url, secret == null ? null : new Secret(secret), all, TIME, null));
    }
}
