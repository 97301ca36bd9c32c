package vektra.addons;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.Credentials;
import vektra.model.Id;
import vektra.spi.Locks;
import vektra.spi.Store;

/**
 * An add-on with the app that owns it.
 *
 * @param owner null when its app is gone
 */
record Tenant(Addon addon, @Nullable App owner) {

    @Nullable
    AppName app() {
        return owner == null ? null : owner.name();
    }

    List<Attachment> attachments() {
        return owner == null ? List.of() : owner.attachmentsOf(addon.name());
    }

    /** What its app logs in with now. */
    List<Credentials> credentials() {
        return attachments().stream().map(Attachment::credentials).toList();
    }

    /** The briefs of everything that may log in to it, retiring credentials too: the one place that says so. */
    Set<String> logins() {
        return attachments().stream()
                .flatMap(attachment -> attachment.credentialIds().stream())
                .map(Id::brief)
                .collect(Collectors.toSet());
    }

    Locks.Name lock() {
        return owner == null
                ? Locks.Name.alone(Locks.Name.Kind.ADDON, addon.name())
                : Locks.Name.alone(Locks.Name.Kind.APP, owner.name());
    }

    /** The same add-on as it is now; empty when it is gone, or belongs to somebody else. */
    Optional<Tenant> now(Store store) {
        if (owner == null) {
            return store.owner(addon.name())
                    .flatMap(owned -> Optional.ofNullable(owned.addon()))
                    .map(kept -> new Tenant(kept, null));
        }
        return store.app(owner.name()).flatMap(app -> app.addon(addon.name()).map(same -> new Tenant(same, app)));
    }

    /** Writes the add-on as it now is; what its app sees stays the same, so there is no release. */
    Store.Write put(Addon changed) {
        return owner == null ? new Store.Write.Orphan(changed) : new Store.Write.PutApp(owner.withAddon(changed), null);
    }
}
