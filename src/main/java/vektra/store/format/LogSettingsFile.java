package vektra.store.format;

import java.nio.file.Path;
import vektra.model.logs.LogSettings;
import vektra.model.service.HostPort;

/** {@code logs.json}: where the log router listens. */
public final class LogSettingsFile {
    private LogSettingsFile() {}

    public static byte[] encode(LogSettings settings) {
        return Json.page(out -> {
            if (settings.listen() != null) {
                out.writeStringField("listen", settings.listen().toString());
            }
            if (settings.socket() != null) {
                out.writeStringField("socket", settings.socket());
            }
        });
    }

    public static LogSettings decode(Path file, byte[] content) {
        return Node.read(
                file,
                content,
                node -> new LogSettings(
                        node.has("listen") ? HostPort.parse(node.text("listen"), 0) : null, node.textOrNull("socket")));
    }
}
