package vektra.monitors;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import vektra.addons.Inventory;
import vektra.addons.apps.Vars;
import vektra.addons.core.Providers;
import vektra.logs.Logs;
import vektra.spi.Background;
import vektra.spi.Deed;

/**
 * The monitors of one home, with everything outside that they need.
 *
 * @param logs the way of their lines to drains
 * @param vars the config vars of an app, by which no server is started: a monitor tests what it finds
 * @param inventory the add-ons there are
 * @param providers of those that have a built-in monitor
 * @param audit takes what commands have changed
 */
public record Monitors(
        Path home,
        Background background,
        Clock clock,
        Logs logs,
        Vars vars,
        Inventory inventory,
        Providers providers,
        Consumer<Deed> audit) {
    /** Where the home keeps what belongs to them. */
    public MonitorFiles files() {
        return new MonitorFiles(home);
    }
}
