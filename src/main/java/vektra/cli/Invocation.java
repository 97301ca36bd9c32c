package vektra.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.addons.Confirmation;
import vektra.addons.Installation;
import vektra.logs.Logs;
import vektra.logs.RouterClient;
import vektra.model.AppName;
import vektra.model.PlannedStep;
import vektra.model.VektraException;

/**
 * What a command runs with: the installation, the streams, and the place it was called from.
 *
 * @param version Vektra's own
 * @param patience how long others may take to answer
 * @param rehearsed is told what a person would be asked; null when it is no dry-run
 * @param logging gives the log lines of the home, which few commands touch
 * @param serving serves the HTTP API
 */
record Invocation(
        Installation home,
        Terminal terminal,
        Map<String, String> environment,
        Path folder,
        String version,
        Duration patience,
        @Nullable Consumer<PlannedStep> rehearsed,
        Supplier<Logs> logging,
        Serving serving) {

    /** The log lines of the home. */
    Logs logs() {
        return logging.get();
    }

    /** Asks the log router, which may not run. */
    RouterClient router() {
        Logs logs = logs();
        return new RouterClient(logs.home(), logs.background());
    }

    /** The app that the place means, when none is named. */
    AppName defaultApp() {
        return placeApp()
                .orElseThrow(() -> VektraException.invalid(
                        "no app named", "say which: -a APP, or VEKTRA_APP=APP, or put its name into a file .vektra"));
    }

    /** The app named, else the one that the place means, else null: for commands that can do without. */
    @Nullable
    AppName appIfAny(Param<AppName> given) {
        AppName named = given.orNull();
        return named == null ? placeApp().orElse(null) : named;
    }

    private Optional<AppName> placeApp() {
        String named = environment.getOrDefault("VEKTRA_APP", "");
        if (!named.isEmpty()) {
            return Optional.of(appName("VEKTRA_APP", named));
        }
        for (Path at = folder; at != null; at = at.getParent()) {
            Path file = at.resolve(".vektra");
            if (Files.isRegularFile(file)) {
                return Optional.of(appName(file.toString(), firstLine(file)));
            }
        }
        return Optional.empty();
    }

    /** The name that a place holds; where it is wrong the place is told, since nobody typed it just now. */
    private static AppName appName(String place, String name) {
        try {
            return new AppName(name);
        } catch (VektraException e) {
            throw VektraException.invalid(
                    place + " does not hold the name of an app: " + e.getMessage(), "put it right, or say -a APP");
        }
    }

    private static String firstLine(Path file) {
        try {
            // bytes of any kind make a text, which then is a name or is not
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read " + file, "it should hold the name of an app", e);
        }
    }

    /** Whether an app's name was given with {@code --confirm}; another one is INVALID. */
    static boolean confirmed(Param<String> confirm, AppName app) {
        String given = confirm.orNull();
        if (given != null && !given.equals(app.value())) {
            throw mismatch("--confirm " + app);
        }
        return given != null;
    }

    private static VektraException mismatch(String wanted) {
        return VektraException.invalid("the confirmation does not match, nothing was done", "expected " + wanted);
    }

    /** Confirms by {@code --confirm}, else by asking a person; with neither nothing is done. A dry-run asks nobody. */
    Confirmation confirmation(Param<String> confirm) {
        return (danger, accepted) -> {
            String given = confirm.orNull();
            String wanted = "--confirm " + String.join(" or --confirm ", accepted);
            if (given == null && rehearsed != null) {
                rehearsed.accept(new PlannedStep(PlannedStep.Action.CONFIRM, accepted.get(0), danger));
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
