package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import vektra.model.HostPort;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.ServiceName;
import vektra.model.Software;

/** A server inside the file of its service, its add-on or a step. */
final class ServerCodec {
    private ServerCodec() {}

    static void write(JsonGenerator out, Server server) throws IOException {
        out.writeStringField("id", server.id());
        out.writeStringField("service", server.service().value());
        out.writeBooleanField("managed", server.managed());
        Json.texts(out, "hosts", server.hosts().stream().map(HostPort::toString).toList());
        out.writeStringField("admin_url", server.adminUrl().reveal());
        Json.map(out, "options", server.options());
        Software software = server.software();
        if (software != null) {
            Json.object(out, "software", fields -> {
                fields.writeStringField("source", software.source());
                Json.texts(fields, "command", software.command());
                fields.writeStringField("version", software.version());
            });
        }
        if (server.folder() != null) {
            out.writeStringField("folder", server.folder());
        }
        out.writeStringField("version", server.version());
    }

    static Server read(Node node) {
        return new Server(
                node.text("id"),
                new ServiceName(node.text("service")),
                node.flag("managed"),
                node.texts("hosts").stream()
                        .map(host -> HostPort.parse(host, 0))
                        .toList(),
                new Secret(node.text("admin_url")),
                node.map("options"),
                node.objectOrNull(
                        "software",
                        software -> new Software(
                                software.text("source"), software.texts("command"), software.text("version"))),
                node.textOrNull("folder"),
                node.text("version"));
    }
}
