package vektra.cli;

import vektra.addons.Apps;
import vektra.model.AppName;

/** Makes an app. */
final class AppsCreate extends VektraCommand<Apps.Created> implements Changing {
    private final Param<AppName> name = argument("NEW", "the name of the new app", AppName::new);

    private String service = "";

    @Override
    Apps.Created run(Invocation with) {
        service = with.home().providers().example();
        return new Apps(with.home()).create(name.get());
    }

    @Override
    void print(Apps.Created result, Output out) {
        out.line(
                result.already()
                        ? "Nothing to do: " + result.app().name() + " already exists"
                        : "Created " + result.app().name());
        out.next("Next: vektra addons:bind " + service + " -a " + result.app().name());
    }

    @Override
    Object json(Apps.Created result) {
        return Views.map("changed", !result.already(), "app", Views.app(result.app()));
    }
}
