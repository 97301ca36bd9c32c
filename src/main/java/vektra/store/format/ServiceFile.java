package vektra.store.format;

import java.nio.file.Path;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.store.disk.Failures;

/** {@code services/<service>.json}: a service of this installation with its server. */
public final class ServiceFile {
    private ServiceFile() {}

    public static byte[] encode(EnabledService service, Seals seals) {
        return Json.page(seals.schema(), out -> {
            out.writeStringField("name", service.name().value());
            out.writeBooleanField("enabled", service.enabled());
            out.writeStringField("since", service.since().toString());
            Json.object(out, "server", fields -> ServerCodec.write(fields, service.server(), seals));
        });
    }

    public static EnabledService decode(Path file, byte[] content, ServiceName name, Seals seals) {
        EnabledService service = Node.read(file, content, node -> read(node, seals.of(node)));
        if (!service.name().value().equals(name.value())) {
            throw Failures.damaged(file, "it holds a service called " + service.name());
        }
        return service;
    }

    private static EnabledService read(Node node, Seals seals) {
        return new EnabledService(
                new ServiceName(node.text("name")),
                node.flag("enabled"),
                node.instant("since"),
                ServerCodec.read(node.object("server"), seals));
    }
}
