package vektra.cli.config;

import java.util.List;
import vektra.addons.apps.Config;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;

/** Takes config vars away. */
public final class ConfigUnset extends AppCommand<Config.Changed> implements Changing {
    private final Param<String> names = arguments("NAME", "the variables", text -> text);

    @Override
    public Config.Changed run(Invocation with) {
        return with.verbs().config().unset(app(with), names.all());
    }

    @Override
    public void print(Config.Changed changed, Output out) {
        ConfigSet.print(changed, "Unset ", out);
    }

    @Override
    public List<AppName> changed(Config.Changed result) {
        return ConfigSet.apps(result);
    }

    @Override
    public Object json(Config.Changed changed) {
        return ConfigSet.view(changed);
    }
}
