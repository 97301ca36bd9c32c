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
                node.objectOrNull(
                        "software",
                        software -> new Software(
                                software.text("source"), software.texts("command"), software.text("version"))),
                node.textOrNull("folder"),
                node.text("version"));
    }
}
