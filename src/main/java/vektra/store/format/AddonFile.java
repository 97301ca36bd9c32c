package vektra.store.format;

import java.nio.file.Path;
import java.util.List;
import vektra.model.addon.Addon;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.spi.Snapshot.Owned;
import vektra.store.disk.Failures;

/** {@code addons/<name>} says which app has taken the name; {@code addons/<name>.json} is an add-on without an app. */
public final class AddonFile {
    private AddonFile() {}

    public static byte[] encodeOwner(AppName owner, List<AppName> attached) {
        return Json.line(out -> {
            out.writeStringField("app", owner.value());
            if (!attached.isEmpty()) {
                Json.texts(
                        out,
                        "attached",
                        attached.stream().map(AppName::value).sorted().toList());
            }
        });
    }

    public static Owned decodeOwner(Path file, byte[] content) {
        return Node.read(file, content, node -> new Owned(new AppName(node.text("app")), null, attached(node)));
    }

    private static List<AppName> attached(Node node) {
        return node.has("attached")
                ? node.texts("attached").stream().map(AppName::new).toList()
                : List.of();
    }

    public static byte[] encode(Addon ownerless, Seals seals) {
        return Json.page(seals.schema(), out -> AddonCodec.write(out, ownerless, seals));
    }

    public static Addon decode(Path file, byte[] content, AddonName name, Seals seals) {
        Addon addon = Node.read(file, content, node -> AddonCodec.read(node, seals.of(node)));
        if (!addon.name().value().equals(name.value())) {
            throw Failures.damaged(file, "it holds an add-on called " + addon.name());
        }
        return addon;
    }
}
