package vektra.server.folder;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.server.port.PortRange;
import vektra.server.port.Ports;
import vektra.spi.ServerLauncher.Wanted;

/**
 * The port of a server that does not run: the one wanted, else the one it had, else a free one.
 *
 * @param before the port it had; empty when it had none, or gets another
 * @param ports how many it needs, from that one on
 */
public record Reservation(ServerFolders house, Wanted wanted, OptionalInt before, int ports) {
    /** Of a server with one port. */
    Reservation(ServerFolders house, Wanted wanted, OptionalInt before) {
        this(house, wanted, before, 1);
    }

    /** The port is taken permanently when it is written down, with the software, not when the server starts. */
    public int take(Software software) {
        int port = choose();
        new ServerRecord(software, OptionalInt.of(port), ports)
                .write(house.folder(wanted.id()).recordFile());
        // another server, made at the same moment, may have picked the same
        return picks()
                        && IntStream.range(port, port + ports)
                                .anyMatch(each -> book().owner(each).isPresent())
                ? take(software)
                : port;
    }

    /** The port that the server has or gets, which then is free and reserved for no other server. */
    public int choose() {
        Integer given = wanted.port();
        int port = picks()
                ? book().pick(wanted.listen(), PortRange.of(house.environment()), ports)
                : given == null ? before.getAsInt() : given;
        for (int each = port; !picks() && each < port + ports; each++) {
            requireFree(each, given);
        }
        return port;
    }

    private void requireFree(int port, @Nullable Integer given) {
        book().owner(port).ifPresent(other -> {
            throw VektraException.conflict(
                    "port " + port + " belongs to " + other,
                    Text.of("choose another with ", Input.of(ServerOptions.PORT)));
        });
        Text remedy = given == null
                ? Ports.PORT_STAYS
                : Text.of("choose another with ", Input.of(ServerOptions.PORT), ", or leave it out");
        Ports.requireFree(wanted.id(), wanted.listen(), port, remedy);
    }

    private boolean picks() {
        return wanted.port() == null && before.isEmpty();
    }

    private PortBook book() {
        return new PortBook(house.servers(), wanted.id());
    }
}
