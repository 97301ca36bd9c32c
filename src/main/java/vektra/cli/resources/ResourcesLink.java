package vektra.cli.resources;

import java.util.List;
import vektra.addons.resources.Resources;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.ResourceCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AppName;

/** Attaches a resource to an app, with credentials of its own, or detaches it; its data stays. */
public final class ResourcesLink extends ResourceCommand<AppName> implements Changing {
    private final Param<String> what = argument("RESOURCE", "of the rack; or the name of an app's add-on", t -> t);
    private final Verb verb;
    private final String doing;

    private interface Verb {
        void of(Resources resources, String what, AppName app);
    }

    private ResourcesLink(Verb verb, String doing) {
        this.verb = verb;
        this.doing = doing;
    }

    public static ResourcesLink link() {
        return new ResourcesLink(Resources::link, "Linking to ");
    }

    public static ResourcesLink unlink() {
        return new ResourcesLink(Resources::unlink, "Unlinking from ");
    }

    @Override
    public AppName run(Invocation with) {
        AppName app = app(with);
        verb.of(resources(with), what.get(), app);
        return app;
    }

    @Override
    public void print(AppName app, Output out) {
        out.line(doing + app + "... OK");
    }

    @Override
    public List<AppName> changed(AppName app) {
        return List.of(app);
    }

    @Override
    public Object json(AppName app) {
        return Json.map("resource", what.get(), "app", app.value());
    }
}
