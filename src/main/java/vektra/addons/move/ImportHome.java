package vektra.addons.move;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vektra.addons.core.Engine;
import vektra.addons.core.Noted;
import vektra.model.ExportKey;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.service.EnabledService;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Luggage;
import vektra.spi.Parcels;
import vektra.spi.Progress;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/**
 * Fills an empty home with what a file holds. The file is read to its end first. Then come servers, add-ons with their data,
 * and apps, each in a change of its own, so that the same again goes on where it was cut off.
 */
public record ImportHome(
        Engine engine,
        Store store,
        Parcels parcels,
        ArrivedServers servers,
        ArrivedAddons addons,
        ArrivedApps apps,
        Progress progress,
        Noted noted) {
    static final String COMMAND = "home:import";
    private static final Locks.Name ONE_AT_A_TIME = Locks.Name.alone(Locks.Name.Kind.SERVER, COMMAND);

    /** Whether an import was begun here and is not over. */
    public boolean isBegun() {
        return store.isUnfinished();
    }

    /** Takes in a file, and does what it says. */
    public Imported take(InputStream file, String name, ExportKey key) {
        progress.doing("reading " + name);
        store.luggage().receive(taker -> {
            // while no other process may fill it
            requireEmpty();
            parcels.read(file, name, key, taker);
        });
        Failpoint.reached("import: received");
        return finish();
    }

    private void requireEmpty() {
        Snapshot at = engine.read();
        boolean empty = Stream.of(at.appNames(), at.addonNames(), at.services(), at.drains(), at.tokens())
                .allMatch(List::isEmpty);
        if (!empty) {
            throw VektraException.conflict(
                    "this home is not empty, and an import fills an empty one",
                    Text.of("set VEKTRA_HOME to a new folder; to delete what is here: ", Next.of("home:destroy")));
        }
    }

    /** Goes on with what was taken in; nothing is no error, and another process that does is a CONFLICT. */
    @SuppressWarnings("try") // the session is held, so that no other process makes or loads the same
    public Imported finish() {
        try (Store.Session held = engine.open(List.of(ONE_AT_A_TIME), false)
                .orElseThrow(() -> VektraException.conflict("another process is importing into this home", null))) {
            return finished();
        }
    }

    private Imported finished() {
        Luggage luggage = store.luggage();
        Snapshot sent = luggage.received().orElse(null);
        if (sent == null) {
            return new Imported(List.of(), List.of(), List.of(), List.of());
        }
        engine.settleNow();
        luggage.place();
        List<String> notes = new ArrayList<>();
        for (EnabledService service : sent.services()) {
            progress.doing("making the server of " + service.name());
            servers.make(service, notes::add);
        }
        List<String> made = new ArrayList<>();
        for (Addon addon : engine.lookup(sent).addons().toList()) {
            progress.doing("loading " + addon.name());
            addons.make(addon, notes::add);
            made.add(addon.name().value());
        }
        for (AppName name : sent.appNames()) {
            sent.app(name).ifPresent(app -> apps.make(sent, app));
        }
        apps.makeRest(sent);
        Failpoint.reached("import: all there");
        Imported imported = new Imported(
                sent.services().stream().map(service -> service.name().value()).toList(),
                made,
                sent.appNames().stream().map(AppName::value).toList(),
                notes);
        luggage.unpacked();
        noted.done(Deed.of(COMMAND));
        return imported;
    }
}
