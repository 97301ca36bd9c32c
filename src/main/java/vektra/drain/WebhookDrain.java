package vektra.drain;

import java.util.List;
import java.util.Map;
import vektra.drain.connect.WebhookConnection;
import vektra.drain.connect.WebhookUrl;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.service.ConfigVar;
import vektra.model.service.Service;
import vektra.model.text.Input;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;

/** A web server that gets lines in requests and confirms each. */
public final class WebhookDrain implements LogDrain {
    private static final String SECRET = "secret";
    private static final String FORMAT = "format";
    private static final String LOGPLEX = "logplex";

    private static final Service SERVICE = Asked.service(
            "webhook",
            "Webhook",
            "ships log lines to a web server",
            DrainOptions.with(
                    "https://host/path",
                    List.of(
                            Asked.text(SECRET, null, "a key that signs each request"),
                            Asked.choice(
                                    FORMAT,
                                    "what a request holds: an event in JSON, or application/logplex-1 as"
                                            + " from Heroku",
                                    "json",
                                    LOGPLEX))),
            List.of(new ConfigVar("WEBHOOK_URL", "URL", "where lines are sent to, without its secrets")));

    @Override
    public Service service() {
        return SERVICE;
    }

    @Override
    public Drain drain(Wanted wanted) {
        Map<String, String> options = Asked.options(wanted);
        Secret key = wanted.secret();
        if (key != null) {
            Asked.visible(key, SECRET);
        }
        WebhookUrl url = WebhookUrl.parse(wanted.url(), key).over(wanted.before());
        if (!url.tls() && !url.loopback() && !"true".equals(options.get(DrainOptions.INSECURE))) {
            throw VektraException.invalid(
                    Text.of(Input.of(DrainOptions.URL, "http://"), " sends lines without encryption"),
                    Text.of(
                            "https://" + url.authority() + ", or add ",
                            Input.of(DrainOptions.INSECURE),
                            " to allow it"));
        }
        return Asked.drain(wanted, SERVICE, url.target(), null, url.kept(), options);
    }

    @Override
    public Map<String, String> vars(Drain drain) {
        return Map.of("WEBHOOK_URL", drain.target());
    }

    @Override
    public Connection connect(Drain drain, Runnable ended) {
        return new WebhookConnection(drain, drain.option(FORMAT).equals(LOGPLEX), ended);
    }
}
