package vektra.cli;

import vektra.addons.Config;

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
    Object json(Config.Changed changed) {
        return ConfigSet.view(changed);
    }
}
