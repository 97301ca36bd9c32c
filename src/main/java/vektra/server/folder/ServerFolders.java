package vektra.server.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.server.process.RunAs;
import vektra.server.software.Cache;

/**
 * Where the folders of servers stand: in Vektra's home, which is closed to other users. A server that has to run as another
 * user is outside of it, and a link stands in its place.
 *
 * @param home of Vektra
 * @param outside where every user may pass through, such as {@code /var/lib/vektra}
 * @param environment of this process, which may say what ports servers get
 */
public record ServerFolders(Path home, Path outside, Map<String, String> environment) {
    /** Holds the path of the home that the servers beside it are of. */
    private static final String MARK = ".home";

    public Path servers() {
        return home.resolve("servers");
    }

    /** In a copy of a home a link leads to the original's server, which is none of the copy. */
    public ServerFolder folder(String id) {
        Path folder = servers().resolve(id);
        return new ServerFolder(ofAnother(folder) ? servers().resolve(".copied-" + id) : folder);
    }

    private boolean ofAnother(Path folder) {
        try {
            if (!Files.isSymbolicLink(folder)) {
                return false;
            }
            Path target = Files.readSymbolicLink(folder);
            Path mark = target.resolveSibling(MARK);
            if (!Files.exists(mark)) {
                return false;
            }
            Path first = Path.of(Files.readString(mark)).resolve("servers").resolve(folder.getFileName());
            return !first.equals(folder)
                    && Files.isSymbolicLink(first)
                    && Files.readSymbolicLink(first).equals(target);
        } catch (IOException e) {
            return false;
        }
    }

    /** Refuses a server whose data is not there. */
    public void requireData(String id) {
        ServerFolder folder = folder(id);
        if (!folder.hasData()) {
            if (Files.exists(folder(id + Server.NEXT).path())) {
                throw VektraException.unavailable(
                        id + " is being upgraded",
                        "wait until that is done; what a crash left of it is settled by the next command",
                        null);
            }
            throw VektraException.unavailable(
                    "the data of " + id + " is gone: there is no " + folder.data(),
                    Text.of(
                            "mount its disk, or restore it from a backup; to start over with empty data: ",
                            Next.of("addons:doctor").with("fix").with("confirm", id)),
                    null);
        }
    }

    /** What the folders of servers are called, sorted; what is kept beside a server is a part of it. */
    public List<String> ids() {
        if (!Files.isDirectory(servers())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(servers())) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !Server.isBeside(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot read " + servers(), e);
        }
    }

    /** Makes the folder, or moves it to where the server can reach it. */
    public ServerFolder prepare(String id, RunAs runAs) {
        if (ofAnother(servers().resolve(id))) {
            PrivateFiles.delete(servers().resolve(id));
        }
        ServerFolder folder = folder(id);
        PrivateFiles.folder(servers(), PrivateFiles.FOLDER);
        PrivateFiles.delete(gone(folder));
        if (!Files.exists(folder.path())) {
            // a link into the void is left when a removal was killed
            PrivateFiles.delete(folder.path());
        }
        if (runAs.another() && !Files.isSymbolicLink(folder.path())) {
            moveOut(id, folder.path());
        } else if (!Files.isSymbolicLink(folder.path())) {
            PrivateFiles.folder(folder.path(), PrivateFiles.FOLDER);
        } else {
            claim(real(folder));
        }
        return folder;
    }

    /** Where software is unpacked for a server that runs like that. */
    public Cache cache(RunAs runAs, Map<String, String> environment) {
        if (!runAs.another()) {
            return Cache.of(environment, home);
        }
        PrivateFiles.folder(outside, PrivateFiles.PUBLIC);
        Path cache = PrivateFiles.folder(outside.resolve("cache"), PrivateFiles.PUBLIC);
        return new Cache(PrivateFiles.folder(cache.resolve("dist"), PrivateFiles.PUBLIC), environment);
    }

    /** Where software unpacked for a server that runs like that may be already; not made here. */
    public List<Path> caches(RunAs runAs, Map<String, String> environment) {
        return runAs.another() ? List.of(outside.resolve("cache/dist")) : Cache.roots(environment, home);
    }

    /** Deletes the folder; first out of the way as a whole, so that half a server is never taken for one. */
    public void remove(ServerFolder folder) {
        Path real = real(folder);
        Path gone = gone(folder);
        PrivateFiles.delete(gone);
        if (Files.exists(real)) {
            PrivateFiles.move(real, gone);
        }
        PrivateFiles.delete(gone);
        PrivateFiles.delete(folder.path());
        forgetEmpty(real.getParent());
    }

    /** Of a home without servers outside nothing stays there. */
    private void forgetEmpty(@Nullable Path place) {
        if (place != null && outside.equals(place.getParent()) && Files.isDirectory(place)) {
            try (Stream<Path> left = Files.list(place)) {
                if (left.allMatch(file -> file.endsWith(MARK))) {
                    Files.deleteIfExists(place.resolve(MARK));
                    Files.delete(place);
                }
            } catch (DirectoryNotEmptyException e) {
                // another server of this home is being made there
            } catch (IOException e) {
                throw PrivateFiles.broken("cannot tidy " + place, e);
            }
        }
    }

    /** A home that was moved keeps the place that its servers have outside. */
    private void claim(Path server) {
        Path mark = server.resolveSibling(MARK);
        try {
            if (Files.exists(mark) && !Files.readString(mark).equals(home.toString())) {
                PrivateFiles.write(mark, home.toString());
            }
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot read " + mark, e);
        }
    }

    /** The place of this home: another one where a home that was here before has kept the usual one. */
    private Path ownPlace() throws IOException {
        String name = home.toString();
        while (true) {
            Path place = outside.resolve(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString());
            Path mark = place.resolve(MARK);
            if (!Files.exists(mark) || Files.readString(mark).equals(home.toString())) {
                return place;
            }
            name += "/";
        }
    }

    private void moveOut(String id, Path inside) {
        PrivateFiles.folder(outside, PrivateFiles.PUBLIC);
        try {
            Path place = PrivateFiles.folder(ownPlace(), PrivateFiles.PASSAGE).resolve(id);
            Files.writeString(place.resolveSibling(MARK), home.toString());
            if (Files.isDirectory(inside)) {
                PrivateFiles.move(inside, place);
            }
            PrivateFiles.folder(place, PrivateFiles.PASSAGE);
            Files.setPosixFilePermissions(place, PrivateFiles.PASSAGE.value());
            Files.createSymbolicLink(inside, place);
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot move " + inside + " out of the home", e);
        }
    }

    private static Path gone(ServerFolder folder) {
        Path real = real(folder);
        return real.resolveSibling(".gone-" + real.getFileName());
    }

    /** Where a link points to although nothing may be there any more. */
    private static Path real(ServerFolder folder) {
        try {
            return Files.isSymbolicLink(folder.path()) ? Files.readSymbolicLink(folder.path()) : folder.path();
        } catch (IOException e) {
            return folder.path();
        }
    }
}
