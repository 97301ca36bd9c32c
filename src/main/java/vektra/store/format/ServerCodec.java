package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import vektra.model.name.ServiceName;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.service.Software;

/** A server inside the file of its service, its add-on or a step. */
final class ServerCodec {
    private static final String ADMIN_URL = "admin_url";
    private static final String SOFTWARE = "software";
    private static final String PLACE = "server." + ADMIN_URL;

    private ServerCodec() {}

    static void write(JsonGenerator out, Server server, Seals seals) throws IOException {
        out.writeStringField("id", server.id());
        out.writeStringField("service", server.service().value());
        out.writeBooleanField("managed", server.managed());
        Json.texts(out, "hosts", server.hosts().stream().map(HostPort::toString).toList());
        boolean secret =
                server.adminUrl().seal() != null || server.adminUrl().reveal().contains("@");
        new Secrets(secret ? seals : Seals.PLAIN, server.id()).write(out, ADMIN_URL, server.adminUrl(), PLACE);
        Json.map(out, "options", server.options());
        Software software = server.software();
        if (software != null) {
            Json.object(out, SOFTWARE, fields -> write(fields, software));
        }
        if (server.folder() != null) {
            out.writeStringField("folder", server.folder());
        }
        out.writeStringField("version", server.version());
        Server.Former former = server.former();
        if (former != null) {
            Json.object(out, "former", fields -> {
                Json.object(fields, SOFTWARE, of -> write(of, former.software()));
                fields.writeStringField("version", former.version());
                fields.writeStringField("since", former.since().toString());
                fields.writeStringField("until", former.until().toString());
            });
        }
    }

    private static void write(JsonGenerator out, Software software) throws IOException {
        out.writeStringField("source", software.source());
        Json.texts(out, "command", software.command());
        out.writeStringField("version", software.version());
    }

    private static Software software(Node node) {
        return new Software(node.text("source"), node.texts("command"), node.text("version"));
    }

    static Server read(Node node, Seals seals) {
        return new Server(
                node.text("id"),
                new ServiceName(node.text("service")),
                node.flag("managed"),
                node.texts("hosts").stream()
                        .map(host -> HostPort.parse(host, 0))
                        .toList(),
                new Secrets(seals, node.text("id")).read(node, ADMIN_URL, PLACE),
                node.map("options"),
                node.objectOrNull(SOFTWARE, ServerCodec::software),
                node.textOrNull("folder"),
                node.text("version"),
                node.objectOrNull(
                        "former",
                        former -> new Server.Former(
                                software(former.object(SOFTWARE)),
                                former.text("version"),
                                former.instant("since"),
                                former.instant("until"))));
    }
}
