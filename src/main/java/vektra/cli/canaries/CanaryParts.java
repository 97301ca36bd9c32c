package vektra.cli.canaries;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import vektra.addons.apps.Environment;
import vektra.cli.apps.AppsCreate;
import vektra.cli.command.Invocation;
import vektra.cli.command.Surroundings;
import vektra.json.Json;
import vektra.manifest.apply.Apply;
import vektra.model.PlannedStep;
import vektra.model.addon.Lifetime;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.canary.Canaries;
import vektra.monitors.canary.Canary;
import vektra.monitors.canary.CanaryFile;
import vektra.monitors.canary.ScriptRunner;
import vektra.monitors.canary.Scripts;

/** What the commands on canaries share. */
public final class CanaryParts {
    /** How long a canary lives unless something else is asked for. */
    static final Lifetime TTL = new Lifetime(Duration.ofDays(1));

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int MOST = 100;
    /** With these apps:create makes no app. */
    private static final Set<String> MAKE_NONE = Set.of("--dry-run", "--help", "-h");

    private CanaryParts() {}

    /** The canaries of the home. */
    public static Canaries of(Invocation with) {
        return new Canaries(
                new CanaryFile(with.monitors().files(), with.planned() != null),
                with.verbs().apps(),
                new Apply(with.verbs().assembler()),
                scripts(with),
                options());
    }

    private static Scripts scripts(Invocation with) {
        Consumer<PlannedStep> planned = with.planned();
        if (planned != null) {
            return (file, shown, app) -> planned.accept(new PlannedStep(PlannedStep.Action.RUN_PROCESS, shown, ""));
        }
        Environment environment = with.verbs().environment();
        return new ScriptRunner(app -> Surroundings.of(with, environment.of(app)), with.terminal()::say, LIMIT);
    }

    private static Map<String, Boolean> options() {
        Map<String, Boolean> options = new LinkedHashMap<>();
        for (OptionSpec option : new AppsCreate().spec().options()) {
            for (String name : option.names()) {
                if (!MAKE_NONE.contains(name)) {
                    options.put(name, option.arity().max() > 0);
                }
            }
        }
        return options;
    }

    static int count(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > MOST) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is not a number of canaries", "a whole number up to " + MOST);
        }
        return Integer.parseInt(text);
    }

    static Map<String, @Nullable Object> json(Canary canary) {
        return Json.map(
                "name", canary.name().value(),
                "id", canary.id().value(),
                "service", canary.service(),
                "made", Json.time(canary.made()),
                "expires", Json.time(canary.expires()));
    }

    static List<Object> json(List<Canary> canaries) {
        return List.copyOf(canaries.stream().map(CanaryParts::json).toList());
    }

    public static Map<String, @Nullable Object> json(Canaries.Ended ended) {
        return Json.map(
                "destroyed",
                json(ended.destroyed()),
                "left",
                ended.left().stream()
                        .map(left -> Json.map("name", left.canary().name().value(), "problem", left.problem()))
                        .toList());
    }

    static String made(Canary canary) {
        return "Created " + canary.name() + ", which expires at " + Shown.time(canary.expires());
    }
}
