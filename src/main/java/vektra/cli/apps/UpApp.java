package vektra.cli.apps;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.manifest.Applying;
import vektra.manifest.apply.Decision;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedApp;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;

/** The app that runs: as the manifest wants it, or without one as it stands. What changes is said, and nothing else. */
record UpApp(Invocation with, Param<AppName> given) {
    AppName of(@Nullable Manifest manifest) {
        return manifest == null ? asItStands() : applied(Applying.named(manifest, given, with));
    }

    /** One that is called like the folder is made. */
    private AppName asItStands() {
        AppName named = with.appIfAny(given);
        if (named != null) {
            return named;
        }
        AppName app = Applying.ofFolder(with.folder());
        if (!with.verbs().apps().create(app).already()) {
            with.terminal().say("+ app " + app);
        }
        return app;
    }

    private AppName applied(Manifest manifest) {
        List<AppName> apps = manifest.apps().stream()
                .map(WantedApp::name)
                .map(Objects::requireNonNull)
                .toList();
        if (apps.size() != 1) {
            throw VektraException.invalid(manifest.file() + " is for several apps", "say which: -a " + apps.get(0));
        }
        Decision done = Applying.apply(manifest, with);
        if (!done.isNothing()) {
            done.differences().forEach(one -> with.terminal().say(one.toString()));
            done.notes().forEach(note -> with.terminal().say("Note: " + note));
        }
        return apps.get(0);
    }
}
