package vektra.manifest.apply;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Resolver;
import vektra.addons.core.Sharing;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.WantedResource;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Declared;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.service.Service;

/** Decides on a resource that is an add-on of another app, or of the same one under a second name. */
final class DecidingAttachment extends DecidingResource {
    private static final String WITHIN = "::";

    private final Value from;
    private @Nullable Service service;

    DecidingAttachment(Deciding deciding, App app, WantedResource wanted, Value from) {
        super(deciding, app, wanted);
        this.from = from;
    }

    @Override
    Service service() {
        return Objects.requireNonNull(service);
    }

    @Override
    Declared.Resource decide() {
        Addon made = made();
        Addon meant = made == null ? there(found()) : made;
        return declared(meant.id(), false, null);
    }

    /** One that is only made with the same manifest. */
    private @Nullable Addon made() {
        int colons = from.text().indexOf(WITHIN);
        String owner = colons < 0 ? "" : from.text().substring(0, colons);
        if (!AppName.isValid(owner)) {
            return null;
        }
        AppName of = new AppName(owner);
        Addon made = deciding.made(of, AttachmentName.typed(from.text().substring(colons + WITHIN.length())));
        if (made != null) {
            is(made);
            Form.check(from.at(), () -> Sharing.requireSharable(deciding.at(), made, of, app.name()));
            see(made.name(), "attached to " + from.text());
        }
        return made;
    }

    private void is(Addon addon) {
        service = deciding.home().providers().of(addon.service()).service();
        deciding.enabled(service);
    }

    private OwnedAddon found() {
        return Form.checked(from.at(), () -> new Resolver(deciding.at()).find(from.text(), null));
    }

    private Addon there(OwnedAddon owned) {
        Addon addon = owned.addon();
        Attachment there = there();
        is(addon);
        if (there == null) {
            attachable(from.at(), owned);
            AppName owner = owned.app();
            see(addon.name(), addon.name() + (owner == null ? "" : " of " + owner));
        } else if (!there.addon().equals(addon.name())) {
            throw another(there, ", not " + addon.name());
        }
        return addon;
    }
}
