package vektra.provider.s3.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.aws.AccessKey;
import vektra.file.Listing;
import vektra.file.SmallFile;

/**
 * The folder of one server, which the server and Vektra share. An access key is one small file, so that it is made and
 * deleted at once, and so that no two processes write the same file.
 *
 * @param root absolute: a relative one loses the parts of uploads
 */
public record DataFolder(Path root) {
    /** The bucket in which uploads wait, which no request can name. */
    static final String UPLOADS = ".uploads";

    /** Whom a key lets in, and where. */
    public record Key(String accessKey, String addon, String bucket, String secret) {}

    /** What the library itself serves from: a folder for the bucket, and one for uploads. */
    public Path addon(String addon) {
        return root.resolve("buckets").resolve(addon);
    }

    public Path bucket(String addon, String bucket) {
        return addon(addon).resolve(bucket);
    }

    /** Holds the administrator's secret. */
    public Path admin() {
        return root.resolve("admin");
    }

    /** An empty folder, for requests that may see nothing. */
    Path nothing() {
        return root.resolve("nothing");
    }

    private Path keys() {
        return root.resolve("keys");
    }

    private Path shut(String addon) {
        return root.resolve("shut").resolve(addon);
    }

    /** The briefs of all add-ons. */
    public List<String> addons() throws IOException {
        return names(root.resolve("buckets"));
    }

    /** The bucket of an add-on; null when there is none. */
    public @Nullable String bucketOf(String addon) throws IOException {
        return names(addon(addon)).stream()
                .filter(name -> !name.startsWith("."))
                .findFirst()
                .orElse(null);
    }

    public void make(String addon, String bucket) throws IOException {
        Files.createDirectories(addon(addon).resolve(UPLOADS), SmallFile.PRIVATE_FOLDER);
        Files.createDirectories(bucket(addon, bucket), SmallFile.PRIVATE_FOLDER);
    }

    /** Where objects are linked to while they are written to a backup; no request can name it. */
    public Path snapshot(String addon) {
        return addon(addon).resolve(".snapshot");
    }

    /** Where one of two buckets that are being exchanged is meanwhile; its name says which two. */
    public Path exchanges() throws IOException {
        return Files.createDirectories(root.resolve("exchanges"), SmallFile.PRIVATE_FOLDER);
    }

    void makeOwn() throws IOException {
        for (Path folder : List.of(nothing(), keys(), root.resolve("shut"), root.resolve("buckets"))) {
            Files.createDirectories(folder, SmallFile.PRIVATE_FOLDER);
        }
    }

    /** Takes an add-on's folder away at once, and then deletes what is in it. */
    public void delete(String addon) throws IOException {
        Path gone = root.resolve("gone").resolve(addon);
        Tree.delete(gone);
        if (Files.exists(addon(addon))) {
            Files.createDirectories(gone.getParent(), SmallFile.PRIVATE_FOLDER);
            Files.move(addon(addon), gone, StandardCopyOption.ATOMIC_MOVE);
            Tree.delete(gone);
        }
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
    @Nullable
    Key key(String accessKey) throws IOException {
        if (!AccessKey.isId(accessKey)) {
            return null;
        }
        List<String> lines = SmallFile.lines(keys().resolve(accessKey));
        return lines.size() == 3 ? new Key(accessKey, lines.get(0), lines.get(1), lines.get(2)) : null;
    }

    public void write(Key key) throws IOException {
        SmallFile.replace(
                keys().resolve(key.accessKey()), key.addon() + "\n" + key.bucket() + "\n" + key.secret() + "\n");
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
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
