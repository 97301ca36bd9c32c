package vektra.drain;

import java.util.List;
import java.util.Map;
import vektra.drain.encode.Encoder;
import vektra.drain.encode.JsonEncoder;
import vektra.drain.encode.LogentriesJson;
import vektra.drain.encode.LogentriesText;
import vektra.drain.encode.Stamp;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.service.ConfigVar;
import vektra.model.service.Service;
import vektra.model.text.Input;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Logentries, today Rapid7 InsightOps: a token opens each line. */
public final class LogentriesDrain extends SocketDrain {
    private static final String TOKEN = "token";
    private static final String FORMAT = "format";
    private static final String NAMES = "names";

    private static final Service SERVICE = Asked.service(
            "logentries",
            "Logentries",
            "ships log lines to Logentries",
            DrainOptions.with(
                    "host:port, such as data.logentries.com:443",
                    List.of(
                            Asked.SSL,
                            Asked.text(TOKEN, null, "the token of the log at Logentries"),
                            Asked.choice(FORMAT, "format of lines: the token and the text, or JSON", "text", "json"),
                            Asked.flag(NAMES, "begin each line with its app and process"))),
            List.of(
                    new ConfigVar("LOGENTRIES_URL", "URL", "host:port that lines are sent to"),
                    new ConfigVar("LOGENTRIES_SSL", "SSL", "true over TLS, false over plain TCP"),
                    new ConfigVar("LOGENTRIES_TOKEN", "TOKEN", "the token of the log")));

    @Override
    public Service service() {
        return SERVICE;
    }

    @Override
    public Map<String, String> vars(Drain drain) {
        Map<String, String> vars = vars("LOGENTRIES", drain);
        vars.put("LOGENTRIES_TOKEN", token(drain));
        return vars;
    }

    @Override
    Encoder encoder(Drain drain) {
        boolean names = drain.isSet(NAMES);
        return drain.option(FORMAT).equals("json")
                ? new JsonEncoder(Stamp.Form.MICROS, new LogentriesJson(token(drain), names), "\n")
                : new LogentriesText(token(drain), names);
    }

    private static String token(Drain drain) {
        Secret token = drain.secret();
        if (token == null) {
            throw VektraException.invalid(
                    Text.of("logentries needs ", Input.of(TOKEN)),
                    "the token of a log, from its settings at Logentries");
        }
        return Asked.visible(token, TOKEN);
    }
}
