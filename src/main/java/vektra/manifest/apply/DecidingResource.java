package vektra.manifest.apply;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Sharing;
import vektra.manifest.apply.Difference.Sign;
import vektra.manifest.text.Form;
import vektra.manifest.text.Position;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.WantedResource;
import vektra.manifest.wanted.WantedResource.Mark;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Declared;
import vektra.model.app.Storage;
import vektra.model.app.Template;
import vektra.model.name.AddonName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.service.Service;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Decides what changes of one resource. */
abstract class DecidingResource {
    final Deciding deciding;
    final App app;
    final WantedResource wanted;

    DecidingResource(Deciding deciding, App app, WantedResource wanted) {
        this.deciding = deciding;
        this.app = app;
        this.wanted = wanted;
    }

    /** What decides on that resource; empty when it is of no service that there is, and may be. */
    static Optional<DecidingResource> of(Deciding deciding, App app, WantedResource wanted, Interpolation values) {
        Value from = wanted.mark(Mark.FROM);
        if (from != null) {
            return Optional.of(new DecidingAttachment(deciding, app, wanted, from));
        }
        return deciding.service(wanted).map(service -> new DecidingAddon(deciding, app, wanted, service, values));
    }

    /** What stands behind it from now on. */
    abstract Declared.Resource decide();

    /** Known once it was decided. */
    abstract Service service();

    WantedResource wanted() {
        return wanted;
    }

    /** As the manifest calls it, or as attachments of its service are called. */
    final String name() {
        return attachment().word();
    }

    AttachmentName attachment() {
        return wanted.attachment();
    }

    /** The names of the variables that it sets, and what manifests make of them. */
    final Set<String> vars() {
        Set<String> vars = new TreeSet<>(Template.partNames(attachment()));
        vars.addAll(service().varNames(attachment()));
        return vars;
    }

    final @Nullable Attachment there() {
        return app.attachment(attachment()).orElse(null);
    }

    /** Whether the manifest that was applied before has it, too. */
    final boolean isKnown() {
        return app.declared().resource(name()).filter(Declared.Resource::wanted).isPresent();
    }

    final void differs(Sign sign, String detail) {
        deciding.differs(sign, app.name(), "resource", name(), detail);
    }

    /** Refuses an add-on that the app may not have attached; else locks what the attachment concerns. */
    final void attachable(Position at, OwnedAddon owned) {
        Form.check(at, () -> Sharing.requireAttachable(deciding.at(), owned, app.name()));
        owned.locks().forEach(deciding::lock);
    }

    final void see(AddonName addon, String detail) {
        deciding.act(new Act.See(app.name(), addon, attachment()));
        differs(Sign.ADDED, detail);
    }

    final Declared.Resource declared(@Nullable Id addon, boolean guarded, @Nullable Storage storage) {
        return new Declared.Resource(name(), service().name(), addon, true, guarded, storage);
    }

    /** What has the name already is not what is asked for. */
    final VektraException another(Attachment there, String difference) {
        return VektraException.conflict(
                wanted.at() + ": " + name() + " of " + app.name() + " is " + there.addon() + difference,
                Text.of(
                        "give the new one another name in the file; or detach the old one, whose data is kept: ",
                        Next.of("addons:detach", there.name()).app(app.name())));
    }
}
