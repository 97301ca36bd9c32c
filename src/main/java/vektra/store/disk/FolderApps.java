package vektra.store.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vektra.model.name.AppName;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;

/**
 * {@code folders/<SHA-256 of a folder's path>}: the app that the {@code .vektra} file of that folder may name, and below
 * it the path. A file for each folder, so that two commands at once never undo each other.
 */
public record FolderApps(Path home) {
    public Optional<AppName> allowed(Path folder) {
        return Disk.read(file(folder)).flatMap(content -> {
            List<String> lines = new String(content, UTF_8).lines().toList();
            return lines.size() == 2 && lines.get(1).equals(line(folder)) ? name(lines.get(0)) : Optional.empty();
        });
    }

    private static Optional<AppName> name(String text) {
        try {
            return Optional.of(new AppName(text));
        } catch (VektraException damaged) {
            // then it is asked again
            return Optional.empty();
        }
    }

    public void allow(Path folder, AppName app) {
        Path file = file(folder);
        Disk.makeFolder(home.resolve(Paths.FOLDERS));
        Path fresh = file.resolveSibling(Disk.TEMPORARY + file.getFileName() + "-"
                + ProcessHandle.current().pid());
        Disk.replace(file, fresh, (app + "\n" + line(folder) + "\n").getBytes(UTF_8));
        Disk.sync(home.resolve(Paths.FOLDERS));
    }

    /** A path may have line breaks. */
    private static String line(Path folder) {
        return folder.toString().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private Path file(Path folder) {
        return home.resolve(Paths.FOLDERS).resolve(Sha256.hex(folder.toString()));
    }
}
