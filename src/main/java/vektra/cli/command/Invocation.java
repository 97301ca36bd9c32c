package vektra.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.addons.apps.Folders;
import vektra.addons.core.Confirmation;
import vektra.addons.services.Units;
import vektra.addons.verbs.Verbs;
import vektra.cli.terminal.Terminal;
import vektra.logs.Logs;
import vektra.logs.router.RouterClient;
import vektra.model.PlannedStep;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.remote.RemoteServer;

/**
 * What a command runs with: the verbs, the streams, and the place it was called from.
 *
 * @param here the folder that it was called in; null when that is on another machine
 * @param version Vektra's own
 * @param patience how long others may take to answer
 * @param planned takes what a person would be asked; null when it is no dry-run
 * @param logging gives the log lines of the home, which few commands touch
 * @param monitoring gives the monitors of the home, which few commands touch
 * @param serving serves the HTTP API
 * @param inside runs another command in this process
 * @param elsewhere the server on another machine that knows the app; null where this home does
 * @param sight what the caller gets to see
 */
public record Invocation(
        Verbs verbs,
        Terminal terminal,
        Map<String, String> environment,
        @Nullable Path here,
        String version,
        Duration patience,
        @Nullable Consumer<PlannedStep> planned,
        Supplier<Logs> logging,
        Supplier<Monitors> monitoring,
        Serving serving,
        Inside inside,
        @Nullable RemoteServer elsewhere,
        Sight sight) {

    /** What helps where a command is about an app and none is named. */
    public static final String WHICH_APP = "use -a APP, set VEKTRA_APP, or for this folder: vektra use APP";

    /** The folder that the command was called in; INVALID when that is on another machine. */
    public Path folder() {
        Path folder = here;
        if (folder == null) {
            throw VektraException.invalid(
                    "this reads or writes files of the folder that it is typed in, which is on another machine",
                    "type it on that machine");
        }
        return folder;
    }

    /** The same; null when it is on another machine, for what may be no file. */
    @Nullable
    public Path folderIfHere() {
        return here;
    }

    /** The log lines of the home. */
    public Logs logs() {
        return logging.get();
    }

    /** The monitors of the home. */
    public Monitors monitors() {
        return monitoring.get();
    }

    /** The launcher of this installation, which units start. */
    public Path launcher() {
        return Path.of(System.getProperty("vektra.root", "")).toAbsolutePath().resolve("bin/vektra");
    }

    /** This installation with this home, for the units that start what is in it. */
    public Units.Installation installation(boolean system) {
        return new Units.Installation(launcher(), logs().home(), system);
    }

    /** Does something outside the store, which a dry run only names. */
    public void act(PlannedStep step, Runnable doing) {
        if (planned == null) {
            doing.run();
        } else {
            planned.accept(step);
        }
    }

    /** Writes a file, which a dry run only names. */
    public void write(String file, Runnable writing) {
        act(new PlannedStep(PlannedStep.Action.WRITE_FILE, file, ""), writing);
    }

    /** Asks the log router, which may not run. */
    public RouterClient router() {
        Logs logs = logs();
        return new RouterClient(logs.home(), logs.background());
    }

    /** The app that the place means, when none is named. */
    AppName defaultApp() {
        return placeApp().orElseThrow(() -> VektraException.invalid("no app given", WHICH_APP));
    }

    /** The app named, else the one that the place means, else null: for commands that can do without. */
    @Nullable
    public AppName appIfAny(Param<AppName> given) {
        AppName named = given.orNull();
        return named == null ? placeApp().orElse(null) : named;
    }

    private Optional<AppName> placeApp() {
        String named = environment.getOrDefault("VEKTRA_APP", "");
        if (!named.isEmpty()) {
            return Optional.of(appName("VEKTRA_APP", named));
        }
        return here == null
                ? Optional.empty()
                : AppFile.nearest(here, terminal::warn).map(this::allowed);
    }

    /** The app that the file names, once it is known that its owner wants that: the folder may have come from elsewhere. */
    private AppName allowed(AppFile file) {
        AppName app = file.app();
        Path place = file.folder();
        Folders folders = verbs.folders();
        Optional<AppName> known = folders.allowed(place);
        if (known.filter(app::equals).isPresent()) {
            return app;
        }
        String named = file.path() + " names the app " + app
                + known.map(before -> ", but " + before + " was allowed here").orElse("");
        boolean yes = terminal.asksPeople()
                && answer(named + ". Use it in this folder? [y/N] ").matches("(?i)y|yes");
        if (!yes) {
            throw VektraException.invalid(
                    known.isPresent() ? named : named + ", which is not allowed yet",
                    "to allow it, type in " + place + ": vektra use " + app + "; or use -a APP or VEKTRA_APP=APP");
        }
        folders.allow(place, app);
        return app;
    }

    /** The name that a place holds; where it is wrong the place is named, since it was not typed just now. */
    static AppName appName(String place, String name) {
        try {
            return new AppName(name);
        } catch (VektraException e) {
            throw VektraException.invalid(
                    place + " does not hold the name of an app: " + e.getMessage(), "correct it, or use -a APP");
        }
    }

    /** Whether an app's name was given with {@code --confirm}; another one is INVALID. */
    public static boolean confirmed(Param<String> confirm, AppName app) {
        String given = confirm.orNull();
        if (given != null && !given.equals(app.value())) {
            throw mismatch("--confirm " + app);
        }
        return given != null;
    }

    private static VektraException mismatch(String wanted) {
        return VektraException.invalid("the confirmation does not match, nothing was done", "expected " + wanted);
    }

    /**
     * Confirms by {@code --confirm}, else by asking a person; with neither nothing is done. A dry run asks for nothing.
     */
    public Confirmation confirmation(Param<String> confirm) {
        return (danger, accepted) -> {
            String given = confirm.orNull();
            String wanted = "--confirm " + String.join(" or --confirm ", accepted);
            if (given == null && planned != null) {
                planned.accept(new PlannedStep(PlannedStep.Action.CONFIRM, accepted.get(0), danger));
                return;
            }
            if (given == null && terminal.asksPeople()) {
                terminal.say(danger.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + danger.substring(1) + ".");
                given = answer("Type " + accepted.get(0) + " to confirm: ");
            }
            if (given == null) {
                throw VektraException.invalid("not confirmed: " + danger, "to do it: " + wanted);
            }
            if (!accepted.contains(given)) {
                throw mismatch(wanted);
            }
        };
    }

    private String answer(String question) {
        try {
            String answer = terminal.ask(question);
            return answer == null ? "" : answer;
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read the answer", null, e);
        }
    }
}
