package vektra.addons.services;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import vektra.model.Failpoint;
import vektra.model.addon.Step;
import vektra.model.service.Server;
import vektra.model.service.ServiceOption.Change;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** Gives a managed server that there is other options, as each of them allows it. */
public record Reconfiguring(
        ServerLauncher launcher, Progress progress, Store.Session session, AddonProvider provider, String command) {
    /**
     * Changes what differs; a server that is down starts with the new options, which may be what it takes to start at all.
     *
     * @param on whether the server should run anyway
     * @param used whether apps have variables that lead to it
     * @param record writes the server as it then is
     */
    public Enable.Outcome apply(
            OptionChanges changes, boolean on, BooleanSupplier used, Function<Server, Store.Write> record) {
        changes.refuseFixed();
        boolean alive = launcher.looksAlive(changes.server());
        if (alive) {
            changes.refuseWhileRunning();
        }
        if (on && (changes.isEmpty() || alive)) {
            launcher.ensureRunning(changes.server(), provider);
            return changes.isEmpty() ? Enable.Outcome.UNCHANGED : whileRunning(changes, record);
        }
        Server wanted = changes.applied();
        // its record says how it is reached: one that was cut off before that is written may not go on running
        session.begin(command, List.of(Step.stopServer(changes.server())));
        launcher.ensureRunning(wanted, provider);
        Failpoint.reached("options: server runs with them");
        session.commit(command, List.of(record.apply(wanted)), List.of());
        if (changes.any(Change.STOPPED) && used.getAsBoolean()) {
            Text fix = Text.of(
                    "apps that use " + changes.called() + " may need other variables now: ",
                    Next.of("addons:doctor").with("fix"));
            progress.warn(fix.toString());
        }
        return on ? Enable.Outcome.CHANGED : Enable.Outcome.ENABLED;
    }

    /** What takes effect at once, or is only written down; an adopted server is asked whether it is there. */
    Enable.Outcome whileRunning(OptionChanges changes, Function<Server, Store.Write> record) {
        changes.refuseFixed();
        Server changed = changes.applied();
        if (!changed.managed()) {
            provider.ping(changed);
        }
        provider.configure(changed);
        session.commit(command, List.of(record.apply(changed)), List.of());
        return changes.any(Change.RESTART) ? Enable.Outcome.RESTART_NEEDED : Enable.Outcome.CHANGED;
    }
}
