package vektra.cli;

import vektra.addons.Apps;
import vektra.model.Shown;
import vektra.model.VektraException;

/** Prints the value of one config var, bare. */
final class ConfigGet extends AppCommand<String> {
    private final Param<String> name = argument("NAME", "the variable", text -> text);

    @Override
    String run(Invocation with) {
        var app = new Apps(with.home()).info(app(with));
        String value = app.config().get(name.get());
        if (value == null) {
            throw VektraException.notFound(
                    app.name() + " has no config var " + Shown.quoted(name.get()),
                    vektra.model.Nearest.to(name.get(), app.config().keySet())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("see: vektra config -a " + app.name()));
        }
        return value;
    }

    @Override
    void print(String value, Output out) {
        out.line(value);
    }

    @Override
    Object json(String value) {
        return Views.map("name", name.get(), "value", value);
    }
}
