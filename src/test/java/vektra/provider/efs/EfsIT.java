package vektra.provider.efs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.provider.NoLocks;
import vektra.server.FolderLauncher;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher.Wanted;

/** Folders below a home, as an app sees them. */
class EfsIT extends AddonProviderContract {
    private static final AddonProvider PROVIDER = new EfsProvider();

    @TempDir
    private static Path folder;

    private static Server server;

    @BeforeAll
    static void make() {
        server = new FolderLauncher(folder, new NoLocks(), System.getenv())
                .create(
                        new Wanted(
                                "efs",
                                PROVIDER.service().name(),
                                null,
                                null,
                                Map.of("permissions", "0700"),
                                new Secret("")),
                        PROVIDER);
    }

    @Override
    protected AddonProvider provider() {
        return PROVIDER;
    }

    @Override
    protected Server server() {
        return server;
    }

    /** Its disk is not mounted. */
    @Override
    protected Server unreachable() {
        return new Server(
                server.id(),
                server.service(),
                true,
                List.of(),
                server.adminUrl(),
                server.options(),
                server.software(),
                folder.resolve("elsewhere").toString(),
                server.version());
    }

    @Override
    protected boolean hasAccounts() {
        return false;
    }

    @Override
    protected boolean isolates() {
        return false;
    }

    @Override
    protected AppClient client() {
        return vars -> new OwnFolder(Path.of(vars.get("EFS_PATH")));
    }

    private record OwnFolder(Path path) implements AppClient.Session {
        @Override
        public void write(String key, String value) throws IOException {
            Files.writeString(path.resolve(key), value);
        }

        @Override
        public String read(String key) throws IOException {
            try {
                return Files.readString(path.resolve(key));
            } catch (NoSuchFileException e) {
                return null;
            }
        }

        @Override
        public void close() {}
    }
}
