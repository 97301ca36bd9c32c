package vektra.server.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Server;
import vektra.server.port.Ports;
import vektra.server.process.ProcessTable;
import vektra.server.process.Running;
import vektra.spi.ServerLauncher.Location;
import vektra.spi.ServerLauncher.Taker;

/** Where a server should be, and what is there. */
public record Locating(ServerFolders house, Server server) {

    public Location location() {
        ServerFolder folder = house.folder(server.id());
        boolean hasData = folder.hasData();
        Optional<Running> running = folder.running();
        return new Location(
                folder.path(),
                recorded(folder),
                hasData,
                hasData ? null : elsewhere(folder),
                running.isPresent() ? null : taker());
    }

    /** The same folder may be reached by several names. */
    boolean recorded(ServerFolder folder) {
        String recorded = server.folder();
        if (recorded == null || folder.path().toString().equals(recorded)) {
            return recorded != null;
        }
        try {
            return Path.of(recorded).toRealPath().equals(folder.real());
        } catch (IOException e) {
            return false;
        }
    }

    /** The data folder that the server's process still works in, or that its record names. */
    private @Nullable Path elsewhere(ServerFolder folder) {
        Path worksIn = Running.alive(folder.pidFile())
                .filter(process -> !process.worksIn(folder.real()))
                .map(process -> ProcessTable.folder(process.pid()))
                .orElse(null);
        if (worksIn != null && Files.isDirectory(worksIn)) {
            return worksIn;
        }
        String recorded = server.folder();
        if (recorded != null) {
            Path there = new ServerFolder(Path.of(recorded)).data();
            return Files.isDirectory(there) ? there : null;
        }
        return null;
    }

    /** Who listens on one of its ports; null when nothing does. */
    @Nullable
    Taker taker() {
        int first = server.host().port();
        int ports = house.folder(server.id()).read().ports();
        return IntStream.range(first, first + ports)
                .mapToObj(port -> Ports.taker(server.listen(), port).map(program -> new Taker(port, program)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
