package vektra.cli.addons;

import java.util.List;
import vektra.addons.Unbind;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;

/** Detaches an add-on from an app and revokes its credentials; the data stays. */
public final class AddonsUnbind extends AppCommand<Unbind.Unbound> implements Changing {
    private final Param<String> what = argument("SERVICE", "a service, an add-on or an attachment", t -> t);
    private final Param<AttachmentName> as =
            option(List.of("--as"), "NAME", "the attachment, when there are several", AttachmentName::typed);

    @Override
    public Unbind.Unbound run(Invocation with) {
        return with.verbs().unbind().unbind(app(with), what.get(), as.orNull());
    }

    @Override
    public void print(Unbind.Unbound result, Output out) {
        if (result.attachment() == null) {
            out.line("Nothing to do: " + what.get() + " is not bound to "
                    + result.app().name());
            return;
        }
        AddonText.detached(result, "Unbound ", out);
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
