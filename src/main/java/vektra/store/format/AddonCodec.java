package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Addon;
import vektra.model.addon.Former;
import vektra.model.name.AddonName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;

/** An add-on inside the file of its app, or in one of its own when it has no app. */
final class AddonCodec {
    private AddonCodec() {}

    static void write(JsonGenerator out, Addon addon, Seals seals) throws IOException {
        out.writeStringField("id", addon.id().value());
        out.writeStringField("name", addon.name().value());
        out.writeStringField("service", addon.service().value());
        out.writeStringField("plan", addon.plan());
        out.writeStringField("state", addon.state().name().toLowerCase(Locale.ROOT));
        out.writeStringField("created_at", addon.createdAt().toString());
        Instant expiresAt = addon.expiresAt();
        if (expiresAt != null) {
            out.writeStringField("expires_at", expiresAt.toString());
        }
        Json.object(out, "resource", fields -> ResourceCodec.write(fields, addon.resource()));
        server(out, addon.server(), seals);
        Former former = addon.former();
        if (former != null) {
            Json.object(out, "former", fields -> writeFormer(fields, former, seals));
        }
    }

    private static void server(JsonGenerator out, @Nullable Server server, Seals seals) throws IOException {
        if (server != null) {
            Json.object(out, "server", fields -> ServerCodec.write(fields, server, seals));
        }
    }

    private static void writeFormer(JsonGenerator out, Former former, Seals seals) throws IOException {
        out.writeStringField("plan", former.plan());
        Json.object(out, "resource", fields -> ResourceCodec.write(fields, former.resource()));
        server(out, former.server(), seals);
        out.writeStringField("until", former.until().toString());
    }

    private static Former readFormer(Node node, Seals seals) {
        return new Former(
                node.text("plan"),
                node.objectOrNull("server", server -> ServerCodec.read(server, seals)),
                ResourceCodec.read(node.object("resource")),
                node.instant("until"));
    }

    static Addon read(Node node, Seals seals) {
        return new Addon(
                new Id(node.text("id")),
                new AddonName(node.text("name")),
                new ServiceName(node.text("service")),
                node.text("plan"),
                node.word("state", Addon.State.values()),
                node.instant("created_at"),
                ResourceCodec.read(node.object("resource")),
                node.objectOrNull("server", server -> ServerCodec.read(server, seals)),
                node.has("expires_at") ? node.instant("expires_at") : null,
                node.objectOrNull("former", former -> readFormer(former, seals)));
    }
}
