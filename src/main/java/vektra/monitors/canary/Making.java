package vektra.monitors.canary;

import java.util.Map;
import java.util.Objects;
import vektra.addons.apps.Apps;
import vektra.manifest.apply.Apply;
import vektra.manifest.wanted.Manifest;
import vektra.model.Failpoint;
import vektra.model.name.AppName;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * Makes canaries: recorded first, then the app, its add-ons, and its setup. What was cut off is continued; what fails is
 * taken back.
 */
record Making(Apps apps, Apply apply, Scripts scripts, Ending ending, Map<String, Boolean> options) {
    /** Makes one that is planned. */
    Canary make(CanaryFile.Held held, ServiceFolder service, Canary canary, String command) {
        held.put(canary);
        Failpoint.reached("canary: recorded");
        try {
            AppName app = apps.make(canary.begun(), command).app().name();
            Failpoint.reached("canary: app made");
            return complete(held, service, canary, app);
        } catch (VektraException e) {
            throw takenBack(held, canary, command, e);
        }
    }

    /** Continues one whose app is there. */
    Canary go(CanaryFile.Held held, ServiceFolder service, Standing cutOff, String command) {
        Canary canary = cutOff.canary();
        try {
            return complete(
                    held, service, canary, Objects.requireNonNull(cutOff.app()).name());
        } catch (VektraException e) {
            throw takenBack(held, canary, command, e);
        }
    }

    private Canary complete(CanaryFile.Held held, ServiceFolder service, Canary canary, AppName app) {
        Manifest manifest = service.manifest(app);
        if (manifest != null) {
            apply.apply(manifest);
            Failpoint.reached("canary: manifest applied");
        }
        service.script(ServiceFolder.SETUP)
                .ifPresent(setup -> scripts.run(setup, service.at(ServiceFolder.SETUP), app));
        Canary whole = canary.done();
        held.put(whole);
        Failpoint.reached("canary: whole");
        return whole;
    }

    private VektraException takenBack(CanaryFile.Held held, Canary canary, String command, VektraException failed) {
        try {
            ending.end(held, canary, command, false);
        } catch (VektraException left) {
            return new VektraException(
                    failed.kind(),
                    failed.getMessage() + "; and what was made of " + canary.name() + " is still there: "
                            + left.getMessage(),
                    Text.of("to destroy it: ", Next.of("canaries:destroy", canary.name())),
                    failed);
        }
        return failed;
    }
}
