package vektra.addons.verbs;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import vektra.addons.core.Providers;
import vektra.addons.core.SideBySide;
import vektra.spi.Background;
import vektra.spi.Courier;
import vektra.spi.Envelopes;
import vektra.spi.Parcels;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Shelf;
import vektra.spi.Store;

/**
 * What lies outside the verbs, as it is wired. No verb is given it: each takes what it needs of it.
 *
 * @param user who is at work, for releases and the audit
 * @param parcels made when they are asked for: one command reads such files, and one writes them
 * @param sideBySide how much is done at once
 * @param elsewhere the same for a home in another folder
 */
public record Doors(
        Store store,
        Providers providers,
        ServerLauncher launcher,
        Shelf shelf,
        Courier courier,
        Supplier<Parcels> parcels,
        Envelopes envelopes,
        Background background,
        Progress progress,
        Clock clock,
        String user,
        SideBySide sideBySide,
        Function<Path, Doors> elsewhere) {
    /** The same home and user, reached by these instead, one thing after the other. */
    public Doors by(
            Store store,
            Providers providers,
            ServerLauncher launcher,
            Shelf shelf,
            Courier courier,
            Background background,
            Progress progress) {
        return new Doors(
                store,
                providers,
                launcher,
                shelf,
                courier,
                parcels,
                envelopes,
                background,
                progress,
                clock,
                user,
                new SideBySide(1),
                elsewhere);
    }
}
