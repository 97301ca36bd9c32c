package vektra.server.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import vektra.model.Failpoint;
import vektra.model.service.ServerOptions;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.server.port.PortRange;
import vektra.server.port.Ports;

/**
 * The ports that the servers of a home have permanently, whether they run now or not.
 *
 * @param id of the server that asks; its own port does not count
 */
public record PortBook(Path servers, String id) {
    private static final int TRIES = 500;

    /** A port of the range that is free and reserved for no other server. */
    public int pick(String listen, PortRange range) {
        return pick(listen, range, 1);
    }

    /** The first of so many ports in a row that are free and reserved for no other server. */
    public int pick(String listen, PortRange range, int ports) {
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
    public Optional<String> owner(int port) {
        return Optional.ofNullable(others().get(port));
    }

    /** Gives a server that was made with fewer ports those that follow, unless they are reserved for another. */
    public void widen(ServerFolder folder, int own, int ports) {
        ServerRecord record = folder.read();
        for (int port = own + record.ports(); port < own + ports; port++) {
            int more = port;
            owner(port).ifPresent(other -> {
                throw VektraException.conflict(
                        id + " needs the port " + more + " too, which belongs to " + other,
                        "leave the option as it was");
            });
        }
        if (record.ports() < ports) {
            new ServerRecord(record.software(), OptionalInt.of(own), ports).write(folder.recordFile());
            Failpoint.reached("ports recorded");
        }
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
