package vektra.cli.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.addons.apps.Config;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;

/** Sets config vars. */
public final class ConfigSet extends AppCommand<Config.Changed> implements Changing {
    private final Param<String> assignments = arguments("NAME=VALUE", "variables with their values", text -> text);

    @Override
    public Config.Changed run(Invocation with) {
        Map<String, String> vars = new LinkedHashMap<>();
        int word = 0;
        for (String assignment : assignments.all()) {
            word++;
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                // the word itself may be a secret, as in: config:set PASSWORD= hunter2
                throw VektraException.invalid(
                        "assignment " + word + " is not NAME=VALUE", "for example: vektra config:set FOO=bar");
            }
            vars.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        return with.verbs().config().set(app(with), vars);
    }

    @Override
    public void print(Config.Changed changed, Output out) {
        print(changed, "Set ", out);
    }

    static void print(Config.Changed changed, String verb, Output out) {
        out.line(
                changed.names().isEmpty()
                        ? "Nothing to do: the values are already set"
                        : verb + String.join(", ", changed.names()) + " (v"
                                + changed.app().release() + ")");
    }

    @Override
    public List<AppName> changed(Config.Changed result) {
        return apps(result);
    }

    @Override
    public Object json(Config.Changed changed) {
        return view(changed);
    }

    static List<AppName> apps(Config.Changed changed) {
        return changed.names().isEmpty() ? List.of() : List.of(changed.app().name());
    }

    static Object view(Config.Changed changed) {
        return Json.map(
                "app", changed.app().name().value(),
                "release", changed.app().release(),
                "changed", changed.names());
    }
}
