package vektra.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Backup;
import vektra.model.addon.Holdings;
import vektra.model.addon.KeptBackups;
import vektra.model.addon.Part;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.store.disk.Disk;
import vektra.store.format.DrillCodec;
import vektra.store.format.Json;
import vektra.store.format.Node;

/** What is written beside backups: of each one, and of those of an add-on that is gone. */
final class BackupNotes {
    private BackupNotes() {}

    static void write(Path note, Backup backup) {
        Disk.replace(note, Disk.temporary(note), Json.page(out -> {
            out.writeNumberField("number", backup.number());
            write(out, backup.of());
            out.writeStringField("started_at", backup.startedAt().toString());
            out.writeStringField("finished_at", backup.finishedAt().toString());
            out.writeNumberField("bytes", backup.bytes());
            out.writeStringField("holds", backup.holds().words());
            Json.object(out, "parts", fields -> write(fields, backup.holds().parts()));
            if (backup.sha256() != null) {
                out.writeStringField("sha256", backup.sha256());
            }
            if (backup.restoredAt() != null) {
                out.writeStringField("restored_at", backup.restoredAt().toString());
            }
            DrillCodec.write(out, backup.drill());
        }));
    }

    private static void write(JsonGenerator out, Backup.@Nullable Of of) throws IOException {
        if (of != null) {
            out.writeStringField("addon_id", of.id().value());
            out.writeStringField("addon", of.name().value());
            out.writeStringField("service", of.service().value());
            if (of.app() != null) {
                out.writeStringField("app", of.app().value());
            }
        }
    }

    private static void write(JsonGenerator out, Map<String, Part> parts) throws IOException {
        for (Map.Entry<String, Part> one : parts.entrySet()) {
            Part part = one.getValue();
            Json.object(out, one.getKey(), fields -> {
                fields.writeNumberField("count", part.count());
                fields.writeStringField("unit", part.unit());
                if (part.checksum() != null) {
                    fields.writeStringField("checksum", part.checksum());
                }
            });
        }
    }

    private static Map<String, Part> parts(Node node) {
        return node.has("parts")
                ? node.objectsByName(
                        "parts", part -> new Part(part.number("count"), part.text("unit"), part.textOrNull("checksum")))
                : Map.of();
    }

    /** @param name of the backup's file, without the ending */
    static Optional<Backup> read(Path note, String name) {
        return Disk.read(note)
                .map(content -> Node.read(
                        note,
                        content,
                        node -> new Backup(
                                node.integer("number"),
                                name,
                                node.has("addon_id") ? of(node) : null,
                                node.instant("started_at"),
                                node.instant("finished_at"),
                                node.number("bytes"),
                                Holdings.of(node.text("holds"), parts(node)),
                                node.has("sha256") ? node.text("sha256") : null,
                                node.has("restored_at") ? node.instant("restored_at") : null,
                                DrillCodec.read(node))));
    }

    static void write(Path note, KeptBackups kept) {
        Disk.replace(note, Disk.temporary(note), Json.page(out -> {
            write(out, kept.of());
            out.writeStringField("until", kept.until().toString());
        }));
    }

    static Optional<KeptBackups> readKept(Path note) {
        return Disk.read(note)
                .map(content -> Node.read(note, content, node -> new KeptBackups(of(node), node.instant("until"))));
    }

    private static Backup.Of of(Node node) {
        return new Backup.Of(
                new Id(node.text("addon_id")),
                new AddonName(node.text("addon")),
                new ServiceName(node.text("service")),
                node.has("app") ? new AppName(node.text("app")) : null);
    }
}
