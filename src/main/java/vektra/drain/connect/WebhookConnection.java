package vektra.drain.connect;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.drain.encode.Ascii;
import vektra.drain.encode.Body;
import vektra.drain.encode.Bytes;
import vektra.drain.encode.Encoder;
import vektra.drain.encode.Form;
import vektra.drain.encode.Framing;
import vektra.drain.encode.JsonEncoder;
import vektra.drain.encode.Rfc5424;
import vektra.drain.encode.Stamp;
import vektra.drain.encode.SyslogEncoder;
import vektra.drain.encode.WebhookJson;
import vektra.model.logs.Drain;
import vektra.model.logs.LogLine;
import vektra.model.text.RejectedException;
import vektra.spi.LogDrain;

/** Lines in requests, each of which the destination confirms. */
public final class WebhookConnection implements LogDrain.Connection {
    private static final int FULL = 1 << 19;
    private static final int MANY = 1000;
    private static final int PATIENCE = 30;
    /** Too long or not understood: it will not be better next time. */
    private static final Set<Integer> NEVER = Set.of(400, 413, 422);

    private static final byte[] JSON_BEGIN = Ascii.bytes("{\"action\":\"logs\",\"data\":{\"lines\":[");

    private final Drain drain;
    private final WebhookUrl url;
    private final boolean logplex;
    private final Body held;
    private final Bytes body = new Bytes();
    private final Answers answers = new Answers();
    private final Link link;

    public WebhookConnection(Drain drain, boolean logplex, Runnable ended) {
        this.drain = drain;
        this.logplex = logplex;
        this.url = WebhookUrl.of(drain.target(), drain.secret());
        this.held = logplex ? new Body(logplex(), "") : new Body(json(), ",");
        this.link = Link.open(url.host(), url.tls() ? Trust.of(drain) : null, answers, ended);
    }

    static Encoder json() {
        return new JsonEncoder(Stamp.Form.MICROS, new WebhookJson(), "");
    }

    /** application/logplex-1 has no structured data. */
    public static Encoder logplex() {
        Form form = new Rfc5424(Stamp.Form.MICROS_OFFSET, Rfc5424.Structured.ABSENT, stream -> stream);
        return new SyslogEncoder(form, Framing.OCTET, false, false, Integer.MAX_VALUE);
    }

    @Override
    public void add(LogLine line) throws IOException, RejectedException {
        held.add(line);
        if (held.count() == MANY || held.lines().length() >= FULL) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException, RejectedException {
        if (held.count() == 0) {
            return;
        }
        link.write(request(Instant.now()));
        int code = code();
        if (NEVER.contains(code)) {
            int lines = held.count();
            held.clear();
            throw new RejectedException(url.host() + " answered " + code, lines);
        }
        if (code < 200 || code > 299) {
            throw new IOException(url.host() + " answered " + code);
        }
        held.clear();
    }

    private int code() throws IOException {
        try {
            return answers.next(PATIENCE, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new IOException(Failures.lost(url.host(), e), e);
        }
    }

    private Bytes request(Instant now) {
        body.clear();
        if (!logplex) {
            body.put(JSON_BEGIN);
        }
        body.put(held.lines());
        if (!logplex) {
            body.put("]},\"status\":\"success\",\"timestamp\":\"");
            new Stamp(Stamp.Form.MILLIS).put(now.toEpochMilli() * 1000, body);
            body.put("\"}");
        }
        Request request = new Request(url.asked(), url.authority());
        if (logplex) {
            request.header("Content-Type", "application/logplex-1")
                    .header("Logplex-Msg-Count", String.valueOf(held.count()))
                    .header("Logplex-Frame-Id", held.id(drain.id()))
                    .header("Logplex-Drain-Token", "d." + drain.id());
        } else {
            request.header("Content-Type", "application/json").header("Vektra-Frame-Id", held.id(drain.id()));
        }
        if (!url.key().isEmpty()) {
            request.header("Vektra-Signature", Request.signature(url.key(), now.getEpochSecond(), body));
        }
        return request.header("Authorization", url.basic()).bytes(body);
    }

    @Override
    public long sent() {
        return link.sent();
    }

    @Override
    public boolean confirms() {
        return true;
    }

    @Override
    public LogDrain.@Nullable End ended() {
        return link.ended();
    }

    @Override
    public void close() {
        link.close();
    }
}
