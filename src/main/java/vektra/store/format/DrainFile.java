package vektra.store.format;

import java.nio.file.Path;
import vektra.model.logs.Drain;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.text.Secret;
import vektra.store.disk.Failures;

/** {@code drains/<name>.json}: a place where log lines go. */
public final class DrainFile {
    private static final String PLACE = "drain.secret";

    private DrainFile() {}

    public static byte[] encode(Drain drain, Seals seals) {
        return Json.page(seals.schema(), out -> {
            out.writeStringField("name", drain.name().value());
            out.writeStringField("id", drain.id().value());
            out.writeStringField("service", drain.service().value());
            AppName app = drain.app();
            if (app != null) {
                out.writeStringField("app", app.value());
            }
            out.writeStringField("since", drain.since().toString());
            out.writeStringField("target", drain.target());
            String typed = drain.typed();
            if (typed != null) {
                out.writeStringField("typed", typed);
            }
            Secret secret = drain.secret();
            if (secret != null) {
                new Secrets(seals, drain.id().value()).write(out, "secret", secret, PLACE);
            }
            Json.map(out, "options", drain.options());
        });
    }

    public static Drain decode(Path file, byte[] content, DrainName name, Seals seals) {
        Drain drain = Node.read(file, content, node -> read(node, seals.of(node)));
        if (!drain.name().value().equals(name.value())) {
            throw Failures.damaged(file, "it holds a drain called " + drain.name());
        }
        return drain;
    }

    private static Drain read(Node node, Seals seals) {
        return new Drain(
                new DrainName(node.text("name")),
                new Id(node.text("id")),
                new ServiceName(node.text("service")),
                node.has("app") ? new AppName(node.text("app")) : null,
                node.instant("since"),
                node.text("target"),
                node.has("typed") ? node.text("typed") : null,
                new Secrets(seals, node.text("id")).readOrNull(node, "secret", PLACE),
                node.map("options"));
    }
}
