package vektra.server;

import java.util.OptionalInt;
import vektra.model.Software;
import vektra.model.VektraException;
import vektra.spi.ServerLauncher.Wanted;

/** Takes the port of a server that does not run: the one wanted, else the one it had, else a free one. */
record Reservation(House house, Wanted wanted) {

    /** The port is taken for good when it is written down, with the software, not when the server starts. */
    int record(Software software) {
        ServerFolder folder = house.folder(wanted.id());
        PortBook book = new PortBook(house.servers(), wanted.id());
        OptionalInt before = folder.read().port();
        Integer given = wanted.port();
        boolean pick = given == null && before.isEmpty();
        int port = pick ? book.pick(wanted.listen()) : given == null ? before.getAsInt() : given;
        if (!pick) {
            book.owner(port).ifPresent(other -> {
                throw VektraException.conflict("port " + port + " belongs to " + other, "choose another with --port");
            });
            String remedy = given == null ? Starting.PORT_STAYS : "choose another with --port, or leave it out";
            Ports.requireFree(wanted.id(), wanted.listen(), port, remedy);
        }
        new ServerRecord(software, OptionalInt.of(port)).write(folder.recordFile());
        // another server, made at the same moment, may have picked the same
        return pick && book.owner(port).isPresent() ? again(software, before) : port;
    }

    private int again(Software software, OptionalInt before) {
        new ServerRecord(software, before).write(house.folder(wanted.id()).recordFile());
        return record(software);
    }
}
