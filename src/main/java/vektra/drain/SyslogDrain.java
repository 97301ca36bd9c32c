package vektra.drain;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import vektra.drain.connect.Address;
import vektra.drain.connect.Address.Transport;
import vektra.drain.connect.DatagramConnection;
import vektra.drain.encode.Encoder;
import vektra.drain.encode.Form;
import vektra.drain.encode.Framing;
import vektra.drain.encode.Rfc3164;
import vektra.drain.encode.Rfc5424;
import vektra.drain.encode.Rfc5424.Structured;
import vektra.drain.encode.Stamp;
import vektra.drain.encode.SyslogEncoder;
import vektra.drain.encode.Template;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.logs.LogStream;
import vektra.model.service.ConfigVar;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Any receiver of syslog, over TLS, TCP or UDP. */
public final class SyslogDrain extends SocketDrain {
    private static final String FORMAT = "format";
    private static final String FRAMING = "framing";
    private static final String RFC = "rfc";
    private static final String MAX_LINE = "max-line";
    private static final String SEQUENCE = "sequence";
    private static final String CONTROLS = "controls";
    private static final String BOM = "bom";
    private static final String LOCAL_TIME = "local-time";
    private static final int LEAST = 1024;
    private static final int MOST = 1 << 20;
    /** What a datagram holds. */
    private static final int DATAGRAM = 65_000;

    private static final Service SERVICE = Asked.service(
            "syslog",
            "Syslog",
            "ships log lines to a syslog server",
            DrainOptions.with(
                    "tcp+tls://host:port, tcp://host:port, udp://host:port, or host:port",
                    List.of(
                            Asked.SSL,
                            Asked.text(
                                    FORMAT,
                                    null,
                                    "template of the whole line, with {DATE} {GROUP} {SERVICE} {CONTAINER} {MESSAGE} for time, app,"
                                            + " process, host, text"),
                            Asked.choice(
                                    RFC,
                                    "the header, unless " + Input.of(FORMAT) + " is given",
                                    "5424",
                                    "3164",
                                    "heroku"),
                            new ServiceOption(
                                    FRAMING,
                                    Type.CHOICE,
                                    null,
                                    "a count before each message, or a line feed behind it; by default octet, with "
                                            + Input.of(FORMAT) + " lf",
                                    Change.LIVE,
                                    List.of("octet", "lf")),
                            new ServiceOption(
                                            MAX_LINE,
                                            Type.INTEGER,
                                            "8192",
                                            "bytes of a message with its header; longer lines are sent in parts",
                                            Change.LIVE,
                                            List.of())
                                    .between(LEAST, MOST),
                            new ServiceOption(
                                    SEQUENCE,
                                    Type.BOOLEAN,
                                    "true",
                                    "number the lines, so that duplicates can be recognized",
                                    Change.LIVE,
                                    List.of()),
                            Asked.choice(
                                    CONTROLS, "control characters: escaped, such as #033, or kept", "escape", "keep"),
                            Asked.flag(BOM, "begin each message with a byte order mark"),
                            Asked.flag(LOCAL_TIME, "dates of RFC 3164 in this machine's zone, not in UTC"))),
            List.of(new ConfigVar("SYSLOG_URL", "URL", "where lines are sent to, such as tcp+tls://host:port")));

    @Override
    public Service service() {
        return SERVICE;
    }

    @Override
    public Map<String, String> vars(Drain drain) {
        return Map.of("SYSLOG_URL", drain.target());
    }

    @Override
    void check(Drain drain, Address address) {
        if (!drain.option(FORMAT).isEmpty() && !drain.option(RFC).equals("5424")) {
            throw VektraException.invalid(
                    Text.of(Input.of(RFC), " and ", Input.of(FORMAT), " exclude each other"), "leave one of them out");
        }
        if (address.transport() == Transport.UDP && drain.option(FRAMING).equals("octet")) {
            throw VektraException.invalid(
                    Text.of(Input.of(FRAMING, "octet"), " does not apply to UDP"),
                    "a datagram holds one message without a count");
        }
        encoder(drain);
    }

    @Override
    public Connection connect(Drain drain, Runnable ended) {
        Address address = address(drain);
        return address.transport() == Transport.UDP
                ? new DatagramConnection(address.host(), encoder(drain))
                : super.connect(drain, ended);
    }

    @Override
    Encoder encoder(Drain drain) {
        boolean datagrams = address(drain).transport() == Transport.UDP;
        int longest = Integer.parseInt(drain.option(MAX_LINE));
        return new SyslogEncoder(
                form(drain),
                datagrams ? Framing.LF : framing(drain),
                drain.option(CONTROLS).equals("keep"),
                drain.isSet(BOM),
                datagrams ? Math.min(longest, DATAGRAM) : longest);
    }

    private static Form form(Drain drain) {
        String format = drain.option(FORMAT);
        if (!format.isEmpty()) {
            return new Template(format);
        }
        return switch (drain.option(RFC)) {
            case "3164" ->
                new Rfc3164(
                        new Stamp(Stamp.Form.OLD, drain.isSet(LOCAL_TIME) ? ZoneId.systemDefault() : ZoneOffset.UTC));
            case "heroku" -> new Rfc5424(Stamp.Form.SECONDS_OFFSET, Structured.NONE, heroku(drain));
            default ->
                new Rfc5424(
                        Stamp.Form.MICROS,
                        drain.isSet(SEQUENCE) ? Structured.SEQUENCE : Structured.NONE,
                        UnaryOperator.identity());
        };
    }

    /** Heroku names the drain where others name the host. */
    private static UnaryOperator<LogStream> heroku(Drain drain) {
        return stream -> new LogStream(stream.app(), stream.process(), "d." + drain.id(), stream.server());
    }

    private static Framing framing(Drain drain) {
        boolean counted = drain.option(FRAMING).isEmpty()
                ? drain.option(FORMAT).isEmpty()
                : drain.option(FRAMING).equals("octet");
        return !counted ? Framing.LF : drain.option(RFC).equals("heroku") ? Framing.OCTET_LF : Framing.OCTET;
    }
}
