package vektra.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import vektra.model.Input;
import vektra.model.ServerOptions;
import vektra.model.Text;
import vektra.model.VektraException;

/**
 * The ports that the servers of a home have for good, whether they run now or not.
 *
 * @param id of the server that asks; its own port does not count
 */
record PortBook(Path servers, String id) {
    private static final int TRIES = 500;

    /** A port of the range that is free and reserved for no other server. */
    int pick(String listen, PortRange range) {
        Map<Integer, String> others = others();
        for (int i = 0; i < TRIES; i++) {
            int port = range.random();
            if (!others.containsKey(port) && Ports.isFree(listen, port) && Ports.isFree(Ports.LOOPBACK, port)) {
                return port;
            }
        }
        throw VektraException.conflict(
                "no free port was found among " + range + " on " + listen,
                Text.of("choose one with ", Input.of(ServerOptions.PORT), ", or set " + PortRange.VARIABLE));
    }

    /** The other server that has this port. */
    Optional<String> owner(int port) {
        return Optional.ofNullable(others().get(port));
    }

    private Map<Integer, String> others() {
        Map<Integer, String> ports = new HashMap<>();
        if (!Files.isDirectory(servers)) {
            return ports;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(servers, "[!.]*")) {
            for (Path folder : folders) {
                OptionalInt port = new ServerFolder(folder).read().port();
                if (port.isPresent() && !folder.endsWith(id)) {
                    ports.put(port.getAsInt(), folder.getFileName().toString());
                }
            }
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot read " + servers, e);
        }
        return ports;
    }
}
