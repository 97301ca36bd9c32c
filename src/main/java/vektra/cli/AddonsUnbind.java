package vektra.cli;

import java.util.List;
import vektra.addons.Unbind;
import vektra.model.AppName;
import vektra.model.AttachmentName;

/** Detaches an add-on from an app and revokes its credentials; the data stays. */
final class AddonsUnbind extends AppCommand<Unbind.Unbound> implements Changing {
    private final Param<String> what = argument("SERVICE", "a service, an add-on or an attachment", t -> t);
    private final Param<AttachmentName> as =
            option(List.of("--as"), "NAME", "the attachment, when there are several", AttachmentName::typed);

    @Override
    Unbind.Unbound run(Invocation with) {
        return new Unbind(with.home()).unbind(app(with), what.get(), as.orNull());
    }

    @Override
    void print(Unbind.Unbound result, Output out) {
        if (result.attachment() == null) {
            out.line("Nothing to do: " + what.get() + " is not bound to "
                    + result.app().name());
            return;
        }
        AddonText.detached(result, "Unbound ", out);
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
