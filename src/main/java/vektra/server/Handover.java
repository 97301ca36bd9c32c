package vektra.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.service.Software;
import vektra.model.text.VektraException;
import vektra.server.file.PrivateFiles;
import vektra.server.folder.Ledger;
import vektra.server.folder.Reservation;
import vektra.server.folder.ServerFolder;
import vektra.server.folder.ServerFolders;
import vektra.server.folder.ServerRecord;
import vektra.spi.ServerLauncher.Room;
import vektra.spi.ServerLauncher.Wanted;
import vektra.spi.ServerRecipe;

/**
 * Moves data from the folder of one server to that of another: one rename, so that they are always in one of the two, and
 * a server without data does not start. The caller holds both locks.
 */
record Handover(ServerFolders house, Limits limits, Creation creation) {
    Server make(Server from, String to, ServerRecipe recipe) {
        ServerFolder source = house.folder(from.id());
        new Ending(limits, from.id(), source).stop(recipe.stopSignal());
        ServerFolder target = house.prepare(to, creation.runAs(recipe));
        if (source.hasData()) {
            if (target.hasData()) {
                throw VektraException.conflict(to + " has data already, in " + target.data(), "move that folder away");
            }
            record(from, to, source, target, recipe);
            PrivateFiles.move(source.data(), target.data());
            Failpoint.reached("data handed over");
        }
        ServerRecord is = target.read();
        return Ledger.server(
                wanted(from, to),
                recipe,
                target.path(),
                software(from, is),
                is.port().orElseThrow());
    }

    /** Before the data come: without them it says nothing. */
    private void record(Server from, String to, ServerFolder source, ServerFolder target, ServerRecipe recipe) {
        Software software = software(from, source.read());
        ServerRecord was = target.read();
        if (was.port().isPresent()) {
            new ServerRecord(software, was.port(), was.ports()).write(target.recordFile());
        } else {
            new Reservation(house, wanted(from, to), OptionalInt.empty(), recipe.ports(from.options())).take(software);
        }
        Failpoint.reached("server recorded");
    }

    private static Software software(Server from, ServerRecord record) {
        @Nullable Software known = record.software() == null ? from.software() : record.software();
        if (known == null) {
            throw new IllegalStateException("the software of " + from.id() + " is not known");
        }
        return known;
    }

    private static Wanted wanted(Server from, String to) {
        return new Wanted(to, from.service(), null, null, from.options(), from.password());
    }

    static Room room(ServerFolder folder) {
        try (Stream<Path> files = Files.walk(folder.data())) {
            long used = files.mapToLong(Handover::size).sum();
            return new Room(used, Files.getFileStore(folder.data()).getUsableSpace());
        } catch (NoSuchFileException e) {
            throw VektraException.unavailable("there is no " + folder.data(), "mount its disk", null);
        } catch (IOException | UncheckedIOException e) {
            throw PrivateFiles.broken("cannot read " + folder.data(), new IOException(e));
        }
    }

    /** What a server that runs deletes meanwhile has none. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
