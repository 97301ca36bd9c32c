package vektra.provider.s3.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStoreLocator;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import vektra.file.SmallFile;
import vektra.provider.s3.server.DataFolder.Key;

/** Who may see which bucket: read from the folder at each request, so that a change counts at once. */
final class Identities implements BlobStoreLocator {
    private final DataFolder folder;
    private final Turnstile turnstile;
    private final Lobby lobby;
    private final Map<String, Object> completions = new ConcurrentHashMap<>();

    Identities(DataFolder folder, Turnstile turnstile, Lobby lobby) {
        this.folder = folder;
        this.turnstile = turnstile;
        this.lobby = lobby;
    }

    @Override
    public @Nullable AccessGrant locateBlobStore(
            @Nullable String identity, @Nullable String container, @Nullable String blob) {
        try {
            return identity == null ? null : grant(identity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable AccessGrant grant(String identity) throws IOException {
        if (identity.equals(S3Server.ADMIN)) {
            List<String> lines = SmallFile.lines(folder.admin());
            return lines.isEmpty() ? null : new AccessGrant(lines.get(0), lobby);
        }
        Key key = folder.key(identity);
        if (key == null || folder.isShut(key.addon()) || !Files.isDirectory(folder.bucket(key.addon(), key.bucket()))) {
            return null;
        }
        String root = folder.addon(key.addon()).toString();
        Object completion = completions.computeIfAbsent(key.addon(), addon -> new Object());
        return new AccessGrant(
                key.secret(), new OwnBucket(new FilesystemNio2BlobStore(root), folder, key, turnstile, completion));
    }
}
