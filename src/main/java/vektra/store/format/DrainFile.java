package vektra.store.format;

import java.nio.file.Path;
import vektra.model.AppName;
import vektra.model.Drain;
import vektra.model.DrainName;
import vektra.model.Id;
import vektra.model.Secret;
import vektra.model.ServiceName;
import vektra.store.disk.Trouble;

/** {@code drains/<name>.json}: a place where log lines go. */
public final class DrainFile {
    private DrainFile() {}

    public static byte[] encode(Drain drain) {
        return Json.page(out -> {
            out.writeStringField("name", drain.name().value());
            out.writeStringField("id", drain.id().value());
            out.writeStringField("service", drain.service().value());
            AppName app = drain.app();
            if (app != null) {
                out.writeStringField("app", app.value());
            }
            out.writeStringField("since", drain.since().toString());
            out.writeStringField("target", drain.target());
            Secret secret = drain.secret();
            if (secret != null) {
                out.writeStringField("secret", secret.reveal());
            }
            Json.map(out, "options", drain.options());
        });
    }

    public static Drain decode(Path file, byte[] content, DrainName name) {
        Drain drain = Node.read(file, content, DrainFile::read);
        if (!drain.name().value().equals(name.value())) {
            throw Trouble.damaged(file, "it holds a drain called " + drain.name());
        }
        return drain;
    }

    private static Drain read(Node node) {
        return new Drain(
                new DrainName(node.text("name")),
                new Id(node.text("id")),
                new ServiceName(node.text("service")),
                node.has("app") ? new AppName(node.text("app")) : null,
                node.instant("since"),
                node.text("target"),
                node.has("secret") ? new Secret(node.text("secret")) : null,
                node.map("options"));
    }
}
