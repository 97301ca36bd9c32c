package vektra.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import vektra.model.Input;
import vektra.model.ServerOptions;
import vektra.model.Text;
import vektra.model.VektraException;

/**
 * The ports that the servers of a home have permanently, whether they run now or not.
 *
 * @param id of the server that asks; its own port does not count
 */
record PortBook(Path servers, String id) {
    private static final int TRIES = 500;

    /** A port of the range that is free and reserved for no other server. */
    int pick(String listen, PortRange range) {
        return pick(listen, range, 1);
    }

    /** The first of so many ports in a row that are free and reserved for no other server. */
    int pick(String listen, PortRange range, int ports) {
        Map<Integer, String> others = others();
        for (int i = 0; i < TRIES; i++) {
            int port = range.random();
            if (range.holds(port + ports - 1)
                    && IntStream.range(port, port + ports)
                            .allMatch(each -> !others.containsKey(each)
                                    && Ports.isFree(listen, each)
                                    && Ports.isFree(Ports.LOOPBACK, each))) {
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
                ServerRecord server = new ServerFolder(folder).read();
                if (server.port().isPresent() && !folder.endsWith(id)) {
                    for (int i = 0; i < server.ports(); i++) {
                        ports.put(
                                server.port().getAsInt() + i,
                                folder.getFileName().toString());
                    }
                }
            }
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot read " + servers, e);
        }
        return ports;
    }
}
