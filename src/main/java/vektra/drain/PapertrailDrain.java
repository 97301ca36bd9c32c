package vektra.drain;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import vektra.drain.encode.Encoder;
import vektra.drain.encode.Form;
import vektra.drain.encode.Framing;
import vektra.drain.encode.Rfc5424;
import vektra.drain.encode.Rfc5424.Structured;
import vektra.drain.encode.Stamp;
import vektra.drain.encode.SyslogEncoder;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.logs.LogStream;
import vektra.model.service.ConfigVar;
import vektra.model.service.Service;

/** Papertrail: RFC 5424, which it sorts by system (the host's field) and program (the app's). */
public final class PapertrailDrain extends SocketDrain {
    /** What Papertrail cuts at. */
    private static final int LONGEST = 100_000;

    private static final String SYSTEM = "system";
    private static final String SEQUENCE = "sequence";

    private static final Service SERVICE = Asked.service(
            "papertrail",
            "Papertrail",
            "ships log lines to Papertrail",
            DrainOptions.with(
                    "host:port, such as logs2.papertrailapp.com:37197",
                    List.of(
                            Asked.SSL,
                            Asked.choice(
                                    SYSTEM,
                                    "what Papertrail shows as system and program: the machine and the app, or the app and"
                                            + " its process",
                                    "host",
                                    "app"),
                            Asked.flag(SEQUENCE, "number the lines, so that duplicates can be recognized"))),
            List.of(
                    new ConfigVar("PAPERTRAIL_URL", "URL", "host:port that lines are sent to"),
                    new ConfigVar("PAPERTRAIL_SSL", "SSL", "true over TLS, false over plain TCP")));

    @Override
    public Service service() {
        return SERVICE;
    }

    @Override
    public Map<String, String> vars(Drain drain) {
        return vars("PAPERTRAIL", drain);
    }

    @Override
    Encoder encoder(Drain drain) {
        UnaryOperator<LogStream> names = drain.option(SYSTEM).equals("app")
                ? stream -> new LogStream(stream.process(), "", stream.app(), stream.server())
                : UnaryOperator.identity();
        Structured structured = drain.isSet(SEQUENCE) ? Structured.SEQUENCE : Structured.NONE;
        Form form = new Rfc5424(Stamp.Form.MICROS, structured, names);
        return new SyslogEncoder(form, Framing.OCTET, false, false, LONGEST);
    }
}
