package vektra.store.format;

import java.nio.file.Path;
import vektra.model.EnabledService;
import vektra.model.ServiceName;
import vektra.store.disk.Trouble;

/** {@code services/<service>.json}: a service of this installation with its server. */
public final class ServiceFile {
    private ServiceFile() {}

    public static byte[] encode(EnabledService service) {
        return Json.page(out -> {
            out.writeStringField("name", service.name().value());
            out.writeBooleanField("enabled", service.enabled());
            out.writeStringField("since", service.since().toString());
            Json.object(out, "server", fields -> ServerCodec.write(fields, service.server()));
        });
    }

    public static EnabledService decode(Path file, byte[] content, ServiceName name) {
        EnabledService service = Node.read(file, content, ServiceFile::read);
        if (!service.name().value().equals(name.value())) {
            throw Trouble.damaged(file, "it holds a service called " + service.name());
        }
        return service;
    }

    private static EnabledService read(Node node) {
        return new EnabledService(
                new ServiceName(node.text("name")),
                node.flag("enabled"),
                node.instant("since"),
                ServerCodec.read(node.object("server")));
    }
}
