package vektra.store.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import vektra.model.addon.Step;
import vektra.spi.Locks.Name;
import vektra.store.format.Json;
import vektra.store.format.Node;
import vektra.store.format.Seals;
import vektra.store.format.StepCodec;

/**
 * A change in flight, as the journal keeps it.
 *
 * @param locks what its process held while it lived
 * @param images what is written; before and after the commit at most a line of the audit
 * @param steps what is done outside: in an intent to undo it, else to finish it
 */
public record Change(String id, Phase phase, String command, List<Name> locks, List<Image> images, List<Step> steps) {

    public enum Phase {
        /** Begun; undone when found later. */
        INTENT,
        /** Decided; written out when found later. */
        COMMIT,
        /** Written out; the steps outside are still to do. */
        FINISH;

        public String suffix() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    public String file() {
        return id + phase.suffix();
    }

    public Change at(Phase other) {
        return new Change(id, other, command, locks, List.of(), steps);
    }

    /** What is left once it is written out: the steps, and the lines of the audit that are not there yet. */
    public Change finish(boolean logged, List<Step> left) {
        List<Image> lines = logged
                ? List.of()
                : images.stream().filter(image -> image instanceof Image.Log).toList();
        return new Change(id, Phase.FINISH, command, locks, lines, left);
    }

    public boolean touches(String path) {
        return images.stream().anyMatch(image -> image.touches(path));
    }

    public byte[] encode(Seals seals) {
        return Json.line(seals.schema(), out -> {
            out.writeStringField("command", command);
            Json.objects(out, "locks", locks, Change::writeLock);
            Json.objects(out, "writes", images, Image::write);
            Json.objects(out, "steps", steps, (each, step) -> StepCodec.write(each, step, seals));
        });
    }

    public static Change decode(Path file, String id, Phase phase, byte[] content, Seals seals) {
        return Node.read(
                file,
                content,
                node -> new Change(
                        id,
                        phase,
                        node.text("command"),
                        node.objects("locks", Change::readLock),
                        node.objects("writes", Image::read),
                        node.objects("steps", step -> StepCodec.read(step, seals.of(node)))));
    }

    private static void writeLock(JsonGenerator out, Name lock) throws IOException {
        out.writeStringField("kind", lock.kind().name().toLowerCase(Locale.ROOT));
        out.writeStringField("name", lock.name());
        out.writeBooleanField("shared", lock.shared());
    }

    private static Name readLock(Node node) {
        return new Name(node.word("kind", Name.Kind.values()), node.text("name"), node.flag("shared"));
    }
}
