package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Id;
import vektra.store.disk.Trouble;

/** {@code apps/<app>.json}: the app-config store that users' scripts read too. */
public final class AppFile {
    private AppFile() {}

    public static byte[] encode(App app) {
        return Json.page(out -> write(out, app));
    }

    private static void write(JsonGenerator out, App app) throws IOException {
        out.writeStringField("id", app.id().value());
        out.writeStringField("name", app.name().value());
        out.writeStringField("created_at", app.createdAt().toString());
        out.writeNumberField("release", app.release());
        Json.map(out, "config", app.config());
        Json.objects(out, "addons", app.addons(), AddonCodec::write);
        Json.objects(out, "attachments", app.attachments(), AttachmentCodec::write);
    }

    /** The name must be that of the file: a copy under another name would be written back over the original. */
    public static App decode(Path file, byte[] content, AppName name) {
        App app = Node.read(file, content, AppFile::read);
        // As text: linking a record's equals costs the start-up of every command milliseconds.
        if (!app.name().value().equals(name.value())) {
            throw Trouble.damaged(file, "it holds an app called " + app.name());
        }
        return app;
    }

    private static App read(Node node) {
        return new App(
                new Id(node.text("id")),
                new AppName(node.text("name")),
                node.instant("created_at"),
                node.integer("release"),
                node.map("config"),
                node.objects("addons", AddonCodec::read),
                node.objects("attachments", AttachmentCodec::read));
    }
}
