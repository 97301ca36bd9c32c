package vektra.server.software;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import vektra.model.Failpoint;
import vektra.model.Uid;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.server.file.Trusted;
import vektra.server.process.ProcessTable;
import vektra.server.process.Program;

/**
 * Where unpacked software is kept, each in a folder that is either whole or not there; any number of processes may fill
 * it at once.
 */
public record Cache(Path root, Map<String, String> environment) {
    private static final String UNFINISHED = ".unfinished-";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SURELY_DEAD = Duration.ofMinutes(10);

    /** The user's cache, or one in the home of Vektra where that cannot be written, or others could. */
    public static Cache of(Map<String, String> environment, Path home) {
        for (Path root : roots(environment, home)) {
            // root makes nothing in another user's cache, who could not use it any more
            if (Uid.ours() == Uid.ROOT && Uid.of(root) != Uid.ROOT) {
                continue;
            }
            try {
                Files.createDirectories(root, PrivateFiles.FOLDER);
                if (root.startsWith(home)) {
                    Files.setPosixFilePermissions(root.getParent(), PrivateFiles.FOLDER.value());
                }
                if (Files.isWritable(root) && Trusted.path(root)) {
                    return new Cache(root, environment);
                }
            } catch (IOException e) {
                // the next one
            }
        }
        throw VektraException.unavailable(
                "programs can be unpacked neither below " + base(environment) + " nor below " + home
                        + ": they cannot be written, or other users can exchange what is in them",
                "set XDG_CACHE_HOME to a folder that only you can write to",
                null);
    }

    /** The folders that come into question, the best first. */
    public static List<Path> roots(Map<String, String> environment, Path home) {
        return List.of(base(environment).resolve("vektra/dist"), home.resolve("cache/dist"));
    }

    private static Path base(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        String user = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        return xdg.startsWith("/") ? Path.of(xdg) : Path.of(user, ".cache");
    }

    /** Fills an empty folder. */
    interface Filling {
        void into(Path folder) throws IOException, Unfit;
    }

    /** The folder of that name, filled now if it was not there. */
    Path folder(String name, Filling filling) throws Unfit {
        Path whole = root.resolve(name);
        if (Files.isDirectory(whole)) {
            if (Trusted.path(whole)) {
                return whole;
            }
            PrivateFiles.delete(whole);
        }
        sweep();
        Path unfinished = root.resolve(UNFINISHED + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            PrivateFiles.folder(unfinished, PrivateFiles.PUBLIC);
            filling.into(unfinished);
            // a power cut after the move must not leave empty files in a folder that counts as whole
            new Program(root, environment).run(LONG, List.of("sync", "-f", unfinished.toString()));
            Failpoint.reached("software unpacked");
            settle(unfinished, whole);
            return whole;
        } catch (IOException e) {
            throw new Unfit("cannot unpack into " + root + ": " + e.getMessage());
        } finally {
            PrivateFiles.delete(unfinished);
        }
    }

    private static void settle(Path unfinished, Path whole) throws IOException {
        try {
            Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // another process was faster: its folder is as good as ours
            if (!Files.isDirectory(whole)) {
                throw e;
            }
        }
    }

    /** Deletes what processes that died left unfinished. */
    private void sweep() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(root, UNFINISHED + "*")) {
            for (Path folder : left) {
                String pid = folder.getFileName().toString().split("-", -1)[1];
                boolean alive = ProcessTable.find(Long.parseLong(pid))
                        .filter(entry -> !entry.dead())
                        .isPresent();
                // a process of another container is not seen here, but nothing takes that long
                Instant old = Instant.now().minus(SURELY_DEAD);
                if (!alive && Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
                    PrivateFiles.delete(folder);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // only room is lost
        }
    }
}
