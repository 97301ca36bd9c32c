package vektra.addons.core;

import vektra.model.Failpoint;
import vektra.model.addon.Step;
import vektra.model.service.Server;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;

/**
 * Gives a server that has none the data that an upgrade made or set aside in the folders beside its own, and starts it.
 * Each part of it is done once, however often this is cut off.
 *
 * @param server as it is recorded then
 */
record DataSwitch(ServerLauncher launcher, AddonProvider provider, Server server) {
    void run(Step.Action which) {
        Server next = server.next();
        Server former = server.beside();
        if (which == Step.Action.TAKE_BACK) {
            move(former, server);
            if (server.former() == null) {
                forget(former);
            } else {
                move(next, former);
            }
        } else {
            move(next, server);
        }
        forget(next);
        launcher.ensureRunning(server, provider);
    }

    private void move(Server from, Server to) {
        if (launcher.exists(from.id()) && has(from) && !has(to)) {
            launcher.handOver(from, to.id(), provider);
            Failpoint.reached("upgrade: data in place");
        }
    }

    /** A folder that still holds data is in use. */
    private void forget(Server emptied) {
        if (launcher.exists(emptied.id()) && !has(emptied)) {
            launcher.remove(emptied, provider);
        }
    }

    private boolean has(Server at) {
        return launcher.location(at).hasData();
    }
}
