package vektra.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.model.Uid;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;

/**
 * A {@code .vektra} file, whose first line names the app that commands in its folder and below mean.
 *
 * @param path where it lies, without symbolic links
 */
public record AppFile(Path path) {
    private static final String NAME = ".vektra";

    /** The one of that folder, else of the nearest above it; one that other users could have written is passed over. */
    static Optional<AppFile> nearest(Path folder, Consumer<String> warn) {
        for (Path at = folder; at != null; at = at.getParent()) {
            Path file = at.resolve(NAME);
            if (Files.isRegularFile(file)) {
                AppFile found = in(at);
                String foreign = found.foreign();
                if (foreign == null) {
                    return Optional.of(found);
                }
                warn.accept(file + " is ignored: " + foreign);
            }
        }
        return Optional.empty();
    }

    /** The one of that folder, which may be missing. */
    public static AppFile in(Path folder) {
        try {
            return new AppFile(folder.toRealPath().resolve(NAME));
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read the folder " + folder, null, e);
        }
    }

    public Path folder() {
        return Objects.requireNonNull(path.getParent());
    }

    AppName app() {
        return Invocation.appName(path.toString(), firstLine());
    }

    private String firstLine() {
        try {
            // bytes of any kind make a text, which then is a name or is not
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read " + path, "it must hold the name of an app", e);
        }
    }

    /** Why its name may be another user's choice; null when it is not. */
    @Nullable
    String foreign() {
        try {
            // of a symbolic link both count: who laid it there, and who writes what it leads to
            Object self = Uid.ours();
            if (isThere()
                    && !(self.equals(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                            && self.equals(Files.getAttribute(path, "unix:uid")))) {
                return "another user owns it";
            }
            if (writtenByOthers(folder()) || (isThere() && writtenByOthers(path))) {
                return "other users can write it or in its folder";
            }
            return null;
        } catch (IOException | UnsupportedOperationException e) {
            return "its owner is unknown: " + e.getMessage();
        }
    }

    private boolean isThere() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean writtenByOthers(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
    }

    /**
     * Makes it name that app, and hold nothing else.
     *
     * @return whether it did not do so already
     */
    public boolean write(AppName app) {
        requireOwn();
        if (isThere() && firstLine().equals(app.value())) {
            return false;
        }
        try {
            Path fresh = Files.createTempFile(folder(), NAME, ".new");
            Files.writeString(fresh, app + "\n");
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw VektraException.unavailable("cannot write " + path, "name the app by -a APP or VEKTRA_APP", e);
        }
    }

    /** Refuses where such a file would be ignored. */
    public void requireOwn() {
        if (isThere() && !Files.isRegularFile(path)) {
            throw VektraException.conflict(path + " is not a file", "name the app by -a APP or VEKTRA_APP");
        }
        String foreign = foreign();
        if (foreign != null) {
            throw VektraException.conflict(
                    path + " would be ignored: " + foreign, "name the app by -a APP or VEKTRA_APP");
        }
    }
}
