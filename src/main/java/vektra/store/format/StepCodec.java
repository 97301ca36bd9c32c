package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import vektra.model.addon.Resource;
import vektra.model.addon.Step;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;

/** A step inside a journal entry. */
public final class StepCodec {
    private StepCodec() {}

    public static void write(JsonGenerator out, Step step, Seals seals) throws IOException {
        out.writeStringField("action", step.action().name().toLowerCase(Locale.ROOT));
        out.writeStringField("service", step.service().value());
        Server server = step.server();
        if (server != null) {
            Json.object(out, "server", fields -> ServerCodec.write(fields, server, seals));
        }
        Resource resource = step.resource();
        if (resource != null) {
            Json.object(out, "resource", fields -> ResourceCodec.write(fields, resource));
        }
        Id credentials = step.credentials();
        if (credentials != null) {
            out.writeStringField("credentials", credentials.value());
        }
    }

    public static Step read(Node node, Seals seals) {
        return new Step(
                node.word("action", Step.Action.values()),
                new ServiceName(node.text("service")),
                node.objectOrNull("server", server -> ServerCodec.read(server, seals)),
                node.objectOrNull("resource", ResourceCodec::read),
                node.has("credentials") ? new Id(node.text("credentials")) : null);
    }
}
