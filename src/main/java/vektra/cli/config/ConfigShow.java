package vektra.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import vektra.addons.apps.Vars;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.json.Json;
import vektra.model.addon.Attachment;
import vektra.model.name.DrainName;
import vektra.model.text.Masked;
import vektra.model.text.VektraException;

/** Shows the config vars of an app, in the form asked for. */
public final class ConfigShow extends AppCommand<Vars.Seen> {
    private final Flag shell = flag("-s,--shell", "as shell text that eval takes, whatever the values");
    private final Flag fish = flag("--fish", "as text that source of fish takes");
    private final Flag dotenv = flag("--dotenv", "as a .env file, which a shell reads too");
    private final Flag secret = flag("--k8s-secret", "as a Secret of Kubernetes, for kubectl apply -f -");
    private final Flag notes = flag("--notes", "with the source of each variable instead of its value");
    private final Flag onlyMine = flag("--only-mine", "without those of add-ons and drains");
    private final Flag reveal = flag("--reveal", "show passwords in the table");

    @Override
    public Vars.Seen run(Invocation with) {
        long formats = Stream.of(shell, fish, dotenv, secret, notes)
                .filter(Flag::isSet)
                .count();
        if (formats > 1 || (formats == 1 && wantsJson() && !notes.isSet())) {
            throw VektraException.invalid(
                    "several formats given", "choose one of --json, --shell, --fish, --dotenv, --k8s-secret, --notes");
        }
        Vars.Seen vars = with.verbs().vars().of(app(with));
        return onlyMine.isSet() ? vars.user() : vars;
    }

    @Override
    public void print(Vars.Seen vars, Output out) {
        if (shell.isSet()) {
            out.raw(ShellPlan.exports(kept(vars, ShellNames::takenByShells, out)));
        } else if (fish.isSet()) {
            kept(vars, (name, value) -> ShellNames.takenByFish(name), out)
                    .forEach((name, value) -> out.line("set -gx " + name + " " + fishQuoted(value)));
        } else if (dotenv.isSet()) {
            vars.all().forEach((name, value) -> out.line(Dotenv.line(name, value)));
            nameDisputed(vars, out);
        } else if (secret.isSet()) {
            out.raw(KubernetesSecret.of(vars.app().name(), vars.all()));
        } else if (notes.isSet()) {
            List<List<String>> rows = new ArrayList<>();
            vars.all().keySet().forEach(name -> rows.add(List.of(name, source(vars, name))));
            out.table(List.of("name", "source"), rows);
        } else {
            List<List<String>> pairs = new ArrayList<>();
            vars.all()
                    .forEach((name, value) ->
                            pairs.add(List.of(name + ":", reveal.isSet() ? value : Masked.value(name, value))));
            out.pairs(pairs);
        }
    }

    /** What a shell takes as it is; the others are named on stderr. */
    private static Map<String, String> kept(Vars.Seen vars, BiPredicate<String, String> taken, Output out) {
        Map<String, String> kept = new LinkedHashMap<>(vars.all());
        kept.entrySet().removeIf(entry -> !taken.test(entry.getKey(), entry.getValue()));
        List<String> left = vars.all().keySet().stream()
                .filter(name -> !kept.containsKey(name))
                .toList();
        if (!left.isEmpty()) {
            out.say(
                    "Warning: left out, since shells keep such names for themselves (vektra run gives them to programs): "
                            + String.join(", ", left));
        }
        return kept;
    }

    private static void nameDisputed(Vars.Seen vars, Output out) {
        List<String> disputed = vars.all().entrySet().stream()
                .filter(entry -> !Dotenv.agreed(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!disputed.isEmpty()) {
            out.say(
                    "Warning: a shell and config:import read all values as they are; other readers of .env files may not: "
                            + String.join(", ", disputed));
        }
    }

    /** In fish a backslash counts in single quotes, too. */
    private static String fishQuoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String source(Vars.Seen vars, String name) {
        return vars.drain(name)
                .map(drain -> "drain " + drain)
                .orElseGet(() -> vars.app()
                        .source(name)
                        .map(a -> "add-on " + a.addon() + " (" + a.name() + "), read-only")
                        .or(() -> vars.app().origin(name).map(a -> "add-on " + a.addon() + " (" + a.name() + ")"))
                        .orElse("user"));
    }

    @Override
    public Object json(Vars.Seen vars) {
        return notes.isSet() ? notes(vars) : vars.all();
    }

    private static Map<String, Object> notes(Vars.Seen vars) {
        Map<String, Object> all = new java.util.TreeMap<>();
        vars.all().keySet().forEach(name -> {
            DrainName drain = vars.drain(name).orElse(null);
            Attachment setBy = vars.app().source(name).orElse(null);
            Attachment source = setBy != null || drain != null
                    ? setBy
                    : vars.app().origin(name).orElse(null);
            all.put(
                    name,
                    Json.map(
                            "source", drain != null ? "drain" : source == null ? "user" : "addon",
                            "addon", source == null ? null : source.addon().value(),
                            "attachment", source == null ? null : source.name().value(),
                            "drain", drain == null ? null : drain.value(),
                            "read_only", setBy != null));
        });
        return all;
    }
}
