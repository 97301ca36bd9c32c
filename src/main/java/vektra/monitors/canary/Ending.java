package vektra.monitors.canary;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import vektra.addons.apps.Apps;
import vektra.model.Failpoint;
import vektra.model.app.App;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.canary.Canaries.Left;
import vektra.monitors.canary.Standing.State;

/** Destroys canaries: the app of the recorded id and no other, and that only while it has the recorded tag. */
record Ending(Apps apps, Scripts scripts) {
    /**
     * Destroys one with its data; one whose app is gone is only forgotten.
     *
     * @param scripted whether its own teardown runs first
     */
    void end(CanaryFile.Held held, Canary canary, String command, boolean scripted) {
        Standing standing = Standing.of(canary, apps);
        App app = standing.app();
        if (app != null) {
            if (standing.state() == State.FOREIGN) {
                throw VektraException.conflict(
                        "the app " + app.name() + " is no longer the canary " + canary.name() + ": its " + Canary.TAG
                                + " was changed",
                        Text.of("if it is not needed: ", Next.of("apps:destroy").app(app.name())));
            }
            ServiceFolder service = new ServiceFolder(canary.service(), canary.folder());
            if (scripted && canary.whole() && Files.isDirectory(canary.folder())) {
                service.script(ServiceFolder.TEARDOWN)
                        .ifPresent(teardown -> scripts.run(teardown, service.at(ServiceFolder.TEARDOWN), app.name()));
            }
            apps.destroy(app.name(), now -> now.id().equals(canary.id()) && canary.isTagged(now), command);
            Failpoint.reached("canary: app destroyed");
        }
        held.drop(canary);
        Failpoint.reached("canary: forgotten");
    }

    /** Forgets those whose apps are gone, and destroys those that have expired; says which it could not destroy. */
    List<Left> sweep(CanaryFile.Held held, List<Canary> ended, String command) {
        List<Left> left = new ArrayList<>();
        for (Canary canary : held.all()) {
            State state = Standing.of(canary, apps).state();
            if (state != State.GONE && state != State.EXPIRED) {
                continue;
            }
            try {
                end(held, canary, command, false);
                ended.add(canary);
            } catch (VektraException e) {
                left.add(new Left(canary, String.valueOf(e.getMessage())));
            }
        }
        return left;
    }
}
