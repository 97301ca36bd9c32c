package vektra.addons.apps;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.VarName;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.Values;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Reads and changes the config vars of an app. */
public record Config(Engine engine, History history) {
    /**
     * The result of a change.
     *
     * @param names the variables that changed; empty when everything was so already and no release was made
     */
    public record Changed(App app, List<String> names) {}

    /** Sets variables; those of add-ons are refused. */
    public Changed set(AppName name, Map<String, String> vars) {
        return change("config:set", name, vars, List.of());
    }

    /** The same with the variables of a file. */
    public Changed imported(AppName name, Map<String, String> vars) {
        return change("config:import", name, vars, List.of());
    }

    /** Takes variables away; one that is not set is no error. */
    public Changed unset(AppName name, Collection<String> vars) {
        return change("config:unset", name, Map.of(), vars);
    }

    /** Both at once, as one release. */
    public Changed change(AppName name, Map<String, String> set, Collection<String> unset) {
        return change(set.isEmpty() ? "config:unset" : "config:set", name, set, unset);
    }

    private Changed change(String command, AppName name, Map<String, String> set, Collection<String> unset) {
        set.forEach(Config::check);
        unset.forEach(var -> check(var, ""));
        try (Store.Session session = engine.open(List.of(Locks.Name.alone(Locks.Name.Kind.APP, name)))) {
            App app = engine.lookup(session).app(name);
            Map<String, Secret> secrets = Values.secrets(app.config());
            set.keySet().forEach(var -> refuseAddonVar(app, var));
            unset.forEach(var -> refuseAddonVar(app, var));
            secrets.putAll(Values.secrets(set));
            secrets.keySet().removeAll(unset);
            Values config = Values.ofSecrets(secrets);
            List<String> changed = Stream.concat(set.keySet().stream(), unset.stream())
                    .filter(var -> !Values.same(var, app.config(), config))
                    .distinct()
                    .sorted()
                    .toList();
            if (changed.isEmpty()) {
                return new Changed(app, changed);
            }
            EnvironmentSize.checkGrown(app.config(), config);
            App released = app.released(config);
            session.commit(
                    command, List.of(history.put(released, described(changed, released) + " config vars")), List.of());
            return new Changed(released, changed);
        }
    }

    private static String described(List<String> changed, App after) {
        List<String> set = changed.stream().filter(after.config()::containsKey).toList();
        List<String> unset =
                changed.stream().filter(var -> !after.config().containsKey(var)).toList();
        if (set.isEmpty()) {
            return "Unset " + String.join(", ", unset);
        }
        return "Set " + String.join(", ", set) + (unset.isEmpty() ? "" : ", unset " + String.join(", ", unset));
    }

    private static void check(String name, String value) {
        if (!VarName.isValid(name)) {
            throw VektraException.invalid(Shown.quoted(name) + " is not the name of a config var", VarName.EXPECTED);
        }
        if (value.indexOf('\0') >= 0) {
            throw VektraException.invalid(
                    "the value of " + name + " holds a NUL byte", "no environment variable can hold one");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw VektraException.invalid(
                    "the value of " + name + " holds half a character", "a surrogate has to stand in a pair");
        }
        if (!EnvironmentSize.fits(name, value)) {
            throw VektraException.invalid(EnvironmentSize.tooLong(name, value), EnvironmentSize.REMEDY);
        }
    }

    private static void refuseAddonVar(App app, String var) {
        Optional<Attachment> source = app.source(var);
        source.ifPresent(attachment -> {
            throw VektraException.conflict(
                    var + " was set by the add-on " + attachment.addon() + " and is read-only",
                    Text.of(
                            "unbind it first: ",
                            Next.of("addons:unbind", attachment.service())
                                    .app(app.name())
                                    .knowing("attachment", attachment.name())));
        });
    }
}
