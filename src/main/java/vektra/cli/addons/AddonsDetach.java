package vektra.cli.addons;

import java.util.List;
import vektra.addons.Unbind;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;

/** Takes one attachment away from an app and revokes its credentials; the add-on stays. */
public final class AddonsDetach extends AppCommand<Unbind.Unbound> implements Changing {
    private final Param<String> name = argument("ATTACHMENT", "its name, such as DATABASE", t -> t);

    @Override
    public Unbind.Unbound run(Invocation with) {
        return with.verbs().unbind().detach(app(with), name.get());
    }

    @Override
    public void print(Unbind.Unbound result, Output out) {
        AddonText.detached(result, "Detached ", out);
    }

    @Override
    public List<AppName> changed(Unbind.Unbound result) {
        return AddonText.changed(result.app(), result.attachment());
    }

    @Override
    public Object json(Unbind.Unbound result) {
        return AddonText.json(result);
    }
}
