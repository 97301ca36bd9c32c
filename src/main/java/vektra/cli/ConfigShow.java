package vektra.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.addons.Apps;
import vektra.model.App;
import vektra.model.Attachment;
import vektra.model.VektraException;

/** Shows the config vars of an app, in the form asked for. */
final class ConfigShow extends AppCommand<App> {
    private final Flag shell = flag("-s,--shell", "as shell text that eval takes, whatever the values");
    private final Flag dotenv = flag("--dotenv", "as a .env file, which a shell reads too");
    private final Flag notes = flag("--notes", "with the source of each variable instead of its value");
    private final Flag reveal = flag("--reveal", "show passwords in the table");

    @Override
    App run(Invocation with) {
        if ((shell.isSet() ? 1 : 0) + (dotenv.isSet() ? 1 : 0) + (notes.isSet() ? 1 : 0) + (wantsJson() ? 1 : 0) > 1
                && !(notes.isSet() && wantsJson())) {
            throw VektraException.invalid(
                    "several forms asked for", "choose one of --json, --shell, --dotenv, --notes");
        }
        return new Apps(with.home()).info(app(with));
    }

    @Override
    void print(App app, Output out) {
        if (shell.isSet()) {
            out.raw(ShellPlan.exports(app.config()));
        } else if (dotenv.isSet()) {
            app.config().forEach((name, value) -> out.line(Dotenv.line(name, value)));
        } else if (notes.isSet()) {
            List<List<String>> rows = new ArrayList<>();
            app.config().keySet().forEach(name -> rows.add(List.of(name, source(app, name))));
            out.table(List.of("name", "source"), rows);
        } else {
            List<List<String>> pairs = new ArrayList<>();
            app.config()
                    .forEach((name, value) ->
                            pairs.add(List.of(name + ":", reveal.isSet() ? value : Masked.value(name, value))));
            out.pairs(pairs);
        }
    }

    private static String source(App app, String name) {
        return app.source(name)
                .map(a -> "add-on " + a.addon() + " (" + a.name() + "), read-only")
                .orElse("user");
    }

    @Override
    Object json(App app) {
        return notes.isSet() ? notes(app) : app.config();
    }

    private static Map<String, Object> notes(App app) {
        Map<String, Object> all = new java.util.TreeMap<>();
        app.config().keySet().forEach(name -> {
            Attachment source = app.source(name).orElse(null);
            all.put(
                    name,
                    Views.map(
                            "source", source == null ? "user" : "addon",
                            "addon", source == null ? null : source.addon().value(),
                            "attachment", source == null ? null : source.name().value(),
                            "read_only", source != null));
        });
        return all;
    }
}
