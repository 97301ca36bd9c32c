package vektra.cli;

import java.util.List;
import vektra.addons.Config;
import vektra.model.AppName;

/** Takes config vars away. */
final class ConfigUnset extends AppCommand<Config.Changed> implements Changing {
    private final Param<String> names = arguments("NAME", "the variables", text -> text);

    @Override
    Config.Changed run(Invocation with) {
        return new Config(with.home()).unset(app(with), names.all());
    }

    @Override
    void print(Config.Changed changed, Output out) {
        ConfigSet.print(changed, "Unset ", out);
    }

    @Override
    List<AppName> changed(Config.Changed result) {
        return ConfigSet.apps(result);
    }

    @Override
    Object json(Config.Changed changed) {
        return ConfigSet.view(changed);
    }
}
