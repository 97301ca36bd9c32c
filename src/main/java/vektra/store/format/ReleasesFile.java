package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vektra.model.app.Release;
import vektra.model.text.VektraException;
import vektra.store.disk.Failures;

/** {@code apps/<app>.releases.jsonl}: one release per line, oldest first. */
public final class ReleasesFile {
    /** So many snapshots are kept; older releases keep everything else. */
    private static final int SNAPSHOTS = 100;

    /** Between two rewrites a history holds up to so many snapshots more. */
    private static final int REWRITE_EVERY = 50;

    private ReleasesFile() {}

    public static byte[] encode(Release release, Seals seals, String app) {
        return Json.line(seals.schema(), out -> write(out, release, new Secrets(seals, app)));
    }

    private static void write(JsonGenerator out, Release release, Secrets secrets) throws IOException {
        out.writeNumberField("version", release.version());
        out.writeStringField("created_at", release.createdAt().toString());
        out.writeStringField("by", release.by());
        out.writeStringField("description", release.description());
        Map<String, String> config = release.config();
        if (config == null) {
            out.writeNullField("config");
        } else {
            secrets.write(out, "config", config, Secrets.VARIABLES);
        }
        Json.texts(out, "attached", release.attached());
        Json.texts(out, "addons", release.addons());
    }

    public static boolean wantsRewrite(Release newest) {
        return newest.version() > SNAPSHOTS && newest.version() % REWRITE_EVERY == 0;
    }

    /** The whole file anew, with secrets in the form that is written now. */
    public static byte[] rewritten(List<Release> history, Seals seals, String app) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        history.forEach(release -> content.writeBytes(encode(release, seals, app)));
        return content.toByteArray();
    }

    /** The whole file anew, without the snapshots that are too old. */
    public static byte[] rewrite(List<Release> history, Seals seals, String app) {
        int kept = history.size() - SNAPSHOTS;
        List<Release> shorter = new ArrayList<>(history);
        for (int i = 0; i < kept; i++) {
            shorter.set(i, withoutSnapshot(history.get(i)));
        }
        return rewritten(shorter, seals, app);
    }

    private static Release withoutSnapshot(Release old) {
        return new Release(
                old.version(), old.createdAt(), old.by(), old.description(), null, old.attached(), old.addons());
    }

    /** Whether the last line is there to its end. */
    public static boolean isWhole(byte[] content) {
        return content.length > 0 && content[content.length - 1] == '\n';
    }

    public static List<Release> decode(Path file, byte[] content, Seals seals, String app) {
        if (!isWhole(content)) {
            throw cutOff(file);
        }
        List<Release> history = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                history.add(Node.read(file, Arrays.copyOfRange(content, start, i), node -> read(node, seals, app)));
                start = i + 1;
            }
        }
        return history;
    }

    /** Refuses a history that does not end with a release, or ends before this version. */
    public static void checkEnd(Path file, byte[] lastLine, int version) {
        if (!isWhole(lastLine) || Node.read(file, lastLine, ReleasesFile::version) < version) {
            throw cutOff(file);
        }
    }

    public static boolean reaches(List<Release> history, int version) {
        return history.get(history.size() - 1).version() >= version;
    }

    public static VektraException cutOff(Path file) {
        return Failures.damaged(file, "it ends before the app's current release");
    }

    /** The number of a release that is well formed. */
    private static int version(Node node) {
        return read(node, Seals.PLAIN, "").version();
    }

    private static Release read(Node node, Seals seals, String app) {
        Secrets secrets = new Secrets(seals.of(node), app);
        return new Release(
                node.integer("version"),
                node.instant("created_at"),
                node.text("by"),
                node.text("description"),
                node.has("config") ? secrets.readAll(node, "config", Secrets.VARIABLES) : null,
                node.texts("attached"),
                // histories of earlier versions do not say
                node.has("addons") ? node.texts("addons") : List.of());
    }
}
