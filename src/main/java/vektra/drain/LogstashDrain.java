package vektra.drain;

import java.util.List;
import java.util.Map;
import vektra.drain.encode.Encoder;
import vektra.drain.encode.JsonEncoder;
import vektra.drain.encode.LogstashJson;
import vektra.drain.encode.Stamp;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.service.ConfigVar;
import vektra.model.service.Service;

/** Logstash with its tcp input and json_lines codec. */
public final class LogstashDrain extends SocketDrain {
    private static final String ECS = "ecs";
    private static final String SEQUENCE = "sequence";

    private static final Service SERVICE = Asked.service(
            "logstash",
            "Logstash",
            "ships log lines to Logstash",
            DrainOptions.with(
                    "host:port, such as example.com:1234",
                    List.of(
                            Asked.SSL,
                            Asked.flag(ECS, "host and process as objects, for inputs with ecs_compatibility"),
                            Asked.flag(SEQUENCE, "number the lines, so that duplicates can be recognized"))),
            List.of(
                    new ConfigVar("LOGSTASH_URL", "URL", "host:port that lines are sent to"),
                    new ConfigVar("LOGSTASH_SSL", "SSL", "true over TLS, false over plain TCP")));

    @Override
    public Service service() {
        return SERVICE;
    }

    @Override
    public Map<String, String> vars(Drain drain) {
        return vars("LOGSTASH", drain);
    }

    @Override
    Encoder encoder(Drain drain) {
        return new JsonEncoder(Stamp.Form.MILLIS, new LogstashJson(drain.isSet(ECS), drain.isSet(SEQUENCE)), "\n");
    }
}
