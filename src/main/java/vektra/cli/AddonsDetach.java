package vektra.cli;

import java.util.List;
import vektra.addons.Unbind;
import vektra.model.AppName;

/** Takes one attachment away from an app and revokes its credentials; the add-on stays. */
final class AddonsDetach extends AppCommand<Unbind.Unbound> implements Changing {
    private final Param<String> name = argument("ATTACHMENT", "its name, such as DATABASE", t -> t);

    @Override
    Unbind.Unbound run(Invocation with) {
        return new Unbind(with.home()).detach(app(with), name.get());
    }

    @Override
    void print(Unbind.Unbound result, Output out) {
        AddonText.detached(result, "Detached ", out);
    }

    @Override
    List<AppName> changed(Unbind.Unbound result) {
        return AddonText.changed(result.app(), result.attachment());
    }

    @Override
    Object json(Unbind.Unbound result) {
        return AddonText.json(result);
    }
}
