package vektra.provider.sqs.server.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.aws.AccessKey;
import vektra.file.Listing;
import vektra.file.SmallFile;

/**
 * The folder of one server, which the server and Vektra share. An add-on is one small file, and so is an access key: each
 * is made and deleted at once, and no two processes write the same file.
 */
public record DataFolder(Path root) {
    /** The access key of the administrator. */
    public static final String ADMIN = "VEKTRA";

    /** Whom a key lets in, and where. */
    public record Key(String accessKey, String addon, String secret) {}

    /**
     * An add-on.
     *
     * @param account the number that stands in its addresses
     * @param label the name of the app that it was made for
     * @param owner the id of that app; empty where it was made before that was recorded
     */
    public record Space(String addon, String account, String label, String owner) {
        /** Whether it is of that app. Names are compared where one of the ids is not known: they may be given again. */
        public boolean isOf(String app, String name) {
            boolean known = !owner.isEmpty() && !app.isEmpty();
            return known ? owner.equals(app) : !label.isEmpty() && label.equals(name);
        }
    }

    /** Holds the administrator's secret. */
    public Path admin() {
        return root.resolve("admin");
    }

    /** Where queues, topics and messages are. */
    public Path store() {
        return root.resolve("messages.mv");
    }

    /** Holds the URL that the server answers at. */
    public Path address() {
        return root.resolve("address");
    }

    private Path keys() {
        return root.resolve("keys");
    }

    private Path spaces() {
        return root.resolve("addons");
    }

    private Path shut(String addon) {
        return root.resolve("shut").resolve(addon);
    }

    public void makeOwn() throws IOException {
        for (Path folder : List.of(keys(), spaces(), root.resolve("shut"))) {
            Files.createDirectories(folder, SmallFile.PRIVATE_FOLDER);
        }
    }

    public List<Space> addons() throws IOException {
        List<Space> all = new ArrayList<>();
        for (String name : names(spaces())) {
            Space space = space(name);
            if (space != null) {
                all.add(space);
            }
        }
        return all;
    }

    /** The add-on of that brief; null when there is none. */
    public @Nullable Space space(String addon) throws IOException {
        List<String> lines = SmallFile.lines(spaces().resolve(addon));
        return lines.size() < 2
                ? null
                : new Space(addon, lines.get(0), lines.get(1), lines.size() > 2 ? lines.get(2) : "");
    }

    public void write(Space space) throws IOException {
        SmallFile.replace(
                spaces().resolve(space.addon()),
                space.account() + "\n" + space.label() + "\n" + (space.owner().isEmpty() ? "" : space.owner() + "\n"));
    }

    public void delete(String addon) throws IOException {
        SmallFile.delete(spaces().resolve(addon));
    }

    /** Every key, or those of one add-on. */
    public List<Key> keysOf(@Nullable String addon) throws IOException {
        List<Key> found = new ArrayList<>();
        for (String name : names(keys())) {
            Key key = key(name);
            if (key != null && (addon == null || addon.equals(key.addon()))) {
                found.add(key);
            }
        }
        return found;
    }

    /** The key of that name as it is now; null when there is none, or the name is none. */
    public @Nullable Key key(String accessKey) throws IOException {
        if (!AccessKey.isId(accessKey)) {
            return null;
        }
        List<String> lines = SmallFile.lines(keys().resolve(accessKey));
        return lines.size() == 2 ? new Key(accessKey, lines.get(0), lines.get(1)) : null;
    }

    public void write(Key key) throws IOException {
        SmallFile.replace(keys().resolve(key.accessKey()), key.addon() + "\n" + key.secret() + "\n");
    }

    public void deleteKey(String accessKey) throws IOException {
        SmallFile.delete(keys().resolve(accessKey));
    }

    public void shutOut(String addon) throws IOException {
        SmallFile.replace(shut(addon), "");
    }

    public void letIn(String addon) throws IOException {
        SmallFile.delete(shut(addon));
    }

    public boolean isShut(String addon) {
        return Files.exists(shut(addon));
    }

    private static List<String> names(Path folder) throws IOException {
        try {
            return Listing.of(folder).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }
}
