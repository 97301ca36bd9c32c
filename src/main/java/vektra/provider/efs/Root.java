package vektra.provider.efs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.archive.Exchange;
import vektra.archive.Inside;
import vektra.file.Listing;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.VektraException;

/** The folder that the folders of add-ons are in. A file in it says that it is that one, and no mount point left empty. */
record Root(Path path) {
    /** The fact of a resource that holds its folder's name. */
    static final String FACT = "folder";

    static final String MARK = ".vektra-folders";

    private static final int LONGEST_LABEL = 63;
    private static final Pattern NAME = Pattern.compile("(?:.*-)?([0-9a-f]{12})");
    private static final Pattern BETWEEN = Pattern.compile("\\.exchange-([a-zA-Z0-9-]+)\\+([a-zA-Z0-9-]+)");

    /** Something to do in the folder. */
    interface Work<T> {
        T in(Root root) throws IOException;
    }

    static Root of(Server server) {
        String folder = server.folder();
        return new Root(
                folder == null
                        ? Path.of(URI.create(server.adminUrl().reveal()))
                        : Path.of(folder).resolve("data"));
    }

    /** Does it where the folder is the one that was enabled; what fails is UNAVAILABLE. */
    static <T> T with(Server server, Work<T> work) {
        Root root = of(server);
        if (!Files.isDirectory(root.path)) {
            throw VektraException.unavailable(
                    "the folder " + root.path + " of " + server.at() + " is gone", "mount its disk", null);
        }
        // one that is about to be adopted has none yet
        if (!server.version().isEmpty() && !Files.exists(root.path.resolve(MARK), LinkOption.NOFOLLOW_LINKS)) {
            throw VektraException.unavailable(
                    root.path + " is not the folder that was enabled: it has no " + MARK,
                    "mount its disk, or put that file back if the folder is the right one",
                    null);
        }
        try {
            return work.in(root);
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "the folders in " + root.path + " cannot be read or written: " + reason(e), null, e);
        }
    }

    static String reason(IOException e) {
        String kind = e.getClass().getSimpleName();
        return e.getClass().equals(IOException.class) ? String.valueOf(e.getMessage()) : kind + " " + e.getMessage();
    }

    void mark() throws IOException {
        try {
            Files.createFile(path.resolve(MARK));
        } catch (FileAlreadyExistsException e) {
            // an earlier attempt may have been cut off after this
        }
    }

    /** The name of an add-on's folder. */
    static String name(Resource resource) {
        String given = resource.facts().get(FACT);
        if (given != null) {
            return given;
        }
        String label = resource.label().replaceAll("[^a-zA-Z0-9-]", "");
        String brief = resource.id().brief();
        return label.isEmpty() ? brief : label.substring(0, Math.min(LONGEST_LABEL, label.length())) + "-" + brief;
    }

    Path folder(Resource resource) {
        return path.resolve(name(resource));
    }

    /** The folders of add-ons by the add-ons' briefs. */
    Map<String, Path> folders() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (Path entry : Listing.of(path)) {
            Matcher name = NAME.matcher(entry.getFileName().toString());
            if (name.matches() && !entry.getFileName().toString().startsWith(".")) {
                found.put(name.group(1), entry);
            }
        }
        return found;
    }

    /** A real folder of that add-on, whatever stands in its facts; null when there is none. */
    @Nullable
    Path find(Resource resource) throws IOException {
        Path folder = folder(resource);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            folder = folders().get(resource.id().brief());
        }
        return folder != null && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) ? folder : null;
    }

    /** The same; one that is gone is refused. */
    Path existing(Resource resource) throws IOException {
        Path folder = find(resource);
        if (folder == null) {
            throw VektraException.refused("the folder " + folder(resource) + " is gone", null, null);
        }
        return folder;
    }

    /** Takes a folder away at once, and then deletes what is in it. */
    void delete(Resource resource) throws IOException {
        Path gone = path.resolve(".gone-" + resource.id().brief());
        Inside.delete(gone);
        Path folder = find(resource);
        if (folder != null) {
            Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
            Inside.delete(gone);
        }
    }

    Exchange exchange(Resource one, Resource other) throws IOException {
        Path first = find(one);
        Path second = find(other);
        if (first == null || second == null) {
            throw new NoSuchFileException((first == null ? folder(one) : folder(other)).toString());
        }
        return new Exchange(
                first, second, path.resolve(".exchange-" + first.getFileName() + "+" + second.getFileName()));
    }

    /** Completes an exchange that a crash cut off; the caller alone changes the add-on. */
    void settle(Resource resource) throws IOException {
        for (Path entry : Listing.of(path)) {
            Matcher note = BETWEEN.matcher(entry.getFileName().toString());
            if (note.matches() && (ends(note.group(1), resource) || ends(note.group(2), resource))) {
                new Exchange(path.resolve(note.group(1)), path.resolve(note.group(2)), entry).settle();
            }
        }
    }

    private static boolean ends(String name, Resource resource) {
        return name.endsWith(resource.id().brief());
    }
}
