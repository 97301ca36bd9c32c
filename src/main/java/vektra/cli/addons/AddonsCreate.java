package vektra.cli.addons;

import java.util.List;
import java.util.Set;
import vektra.addons.Create;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Optioned;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.addon.Lifetime;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.PlanName;
import vektra.model.name.ServiceName;

/** Gives an app one more add-on. */
public final class AddonsCreate extends AppCommand<Create.Created> implements Changing, Optioned {
    private final Param<PlanName> what = argument("SERVICE[:PLAN]", "a service, and perhaps its plan", PlanName::typed);
    private final Param<String> words =
            optionalArguments("OPTION", "behind --, the options of its own server: --NAME VALUE", t -> t);
    private final Param<AttachmentName> as =
            option(List.of("--as"), "NAME", "attach under this name: sets NAME_URL", AttachmentName::typed);
    private final Param<AddonName> name =
            option(List.of("--name"), "NAME", "the add-on's own name (default: a random one)", AddonName::new);
    private final Param<Lifetime> ttl =
            option(List.of("--ttl"), "TIME", "destroy it with its data this long from now: 10m, 2h", Lifetime::parse);
    private final Flag wait = flag("--wait", "return when it is provisioned");
    private final Param<String> confirm = option("--confirm", "APP", "set aside what has the names of its variables");

    @Override
    public Create.Created run(Invocation with) {
        AppName app = app(with);
        return with.verbs()
                .create()
                .create(new Create.Request(
                        app,
                        what.get().service(),
                        what.get().plan(),
                        name.orNull(),
                        as.orNull(),
                        OptionWords.read(words.all()),
                        ttl.orNull(),
                        wait.isSet(),
                        Invocation.confirmed(confirm, app)));
    }

    @Override
    public Set<String> optionNames() {
        return OptionWords.read(words.all()).keySet();
    }

    @Override
    public ServiceName optionsOf(Invocation with) {
        return what.get().service();
    }

    @Override
    public void print(Create.Created made, Output out) {
        AddonText.created(made, out);
    }

    @Override
    public List<AppName> changed(Create.Created result) {
        return result.already() ? List.of() : AddonText.added(result.app(), result.attachment());
    }

    @Override
    public Object json(Create.Created made) {
        return AddonText.json(made.app(), made.addon(), made.attachment(), made.isNew());
    }
}
