package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.store.disk.Failures;

/** {@code apps/<app>.json}: the app-config store that users' scripts read too. */
public final class AppFile {
    private AppFile() {}

    public static byte[] encode(App app, Seals seals) {
        return Json.page(
                seals.schema(),
                out -> write(out, app, new Secrets(seals, app.id().value())));
    }

    private static void write(JsonGenerator out, App app, Secrets secrets) throws IOException {
        out.writeStringField("id", app.id().value());
        out.writeStringField("name", app.name().value());
        out.writeStringField("created_at", app.createdAt().toString());
        Instant expiresAt = app.expiresAt();
        if (expiresAt != null) {
            out.writeStringField("expires_at", expiresAt.toString());
        }
        out.writeNumberField("release", app.release());
        secrets.write(out, "config", app.config(), Secrets.VARIABLES);
        Json.objects(out, "addons", app.addons(), (each, addon) -> AddonCodec.write(each, addon, secrets.seals()));
        Json.objects(out, "attachments", app.attachments(), (each, one) -> AttachmentCodec.write(each, one, secrets));
        if (!app.declared().isNothing()) {
            DeclaredCodec.write(out, app.declared(), secrets);
        }
    }

    /** The name must be that of the file: a copy under another name would be written back over the original. */
    public static App decode(Path file, byte[] content, AppName name, Seals seals) {
        App app = Node.read(file, content, node -> read(node, seals.of(node)));
        // As text: linking a record's equals costs the start-up of every command milliseconds.
        if (!app.name().value().equals(name.value())) {
            throw Failures.damaged(file, "it holds an app called " + app.name());
        }
        return app;
    }

    private static App read(Node node, Seals seals) {
        Secrets secrets = new Secrets(seals, node.text("id"));
        return new App(
                new Id(node.text("id")),
                new AppName(node.text("name")),
                node.instant("created_at"),
                node.integer("release"),
                secrets.readAll(node, "config", Secrets.VARIABLES),
                node.objects("addons", addon -> AddonCodec.read(addon, seals)),
                node.objects("attachments", one -> AttachmentCodec.read(one, secrets)),
                DeclaredCodec.read(node, secrets),
                node.has("expires_at") ? node.instant("expires_at") : null);
    }
}
