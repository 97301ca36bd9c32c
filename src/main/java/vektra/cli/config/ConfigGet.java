package vektra.cli.config;

import vektra.addons.apps.Vars;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Prints the value of one config var, bare. */
public final class ConfigGet extends AppCommand<String> {
    private final Param<String> name = argument("NAME", "the variable", text -> text);

    @Override
    public String run(Invocation with) {
        Vars.Seen vars = with.verbs().vars().sealed(app(with));
        String value = vars.all().get(name.get());
        if (value == null) {
            throw VektraException.notFound(
                    vars.app().name() + " has no config var " + Shown.quoted(name.get()),
                    Nearest.question(name.get(), vars.all().keySet())
                            .orElse("see: vektra config -a " + vars.app().name()));
        }
        return value;
    }

    @Override
    public void print(String value, Output out) {
        out.line(value);
    }

    @Override
    public Object json(String value) {
        return Json.map("name", name.get(), "value", value);
    }
}
