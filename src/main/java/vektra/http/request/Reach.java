package vektra.http.request;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.core.AddonUse;
import vektra.addons.core.Resolver;
import vektra.model.Token;
import vektra.model.addon.Attachment;
import vektra.model.name.AppName;

/** What a token that is limited to some apps sees, and may change, of add-ons; one for all apps sees and changes all. */
public record Reach(Token token) {
    public boolean of(@Nullable AppName app) {
        return token.reaches(app);
    }

    /** Whether the token reaches the app that owns an add-on. */
    public boolean isOwn(Inventory.Row row) {
        return of(row.owner());
    }

    /** Refuses what only an add-on's owner may do: change it, and read what it held before. */
    public Inventory.Row requireOwn(Inventory.Row row) {
        if (!isOwn(row)) {
            throw Refusal.forbidden(
                    "This needs a token for the app that owns " + row.addon().name() + ".");
        }
        return row;
    }

    /** An add-on as it is seen: with the attachments of its owner, else with those of apps that borrowed it, if any. */
    Optional<Inventory.Row> seen(Inventory.Row row, Supplier<List<AddonUse>> uses) {
        if (isOwn(row)) {
            return Optional.of(row);
        }
        List<Attachment> attachments = uses.get().stream()
                .filter(use -> of(use.app()))
                .map(AddonUse::attachment)
                .toList();
        return attachments.isEmpty()
                ? Optional.empty()
                : Optional.of(new Inventory.Row(row.addon(), row.owner(), attachments));
    }

    /** Whether a text such as {@code app::ATTACHMENT} names no other app: what verbs say of that would be too much. */
    boolean hasNoOther(String text) {
        int colons = text.indexOf(Resolver.OF_APP);
        return colons < 0 || token.isForAll() || names(text.substring(0, colons));
    }

    private boolean names(String app) {
        return AppName.isValid(app) && of(new AppName(app));
    }

    /** Refuses such a text as if there were no such app. */
    public void requireNoOther(String text) {
        if (!hasNoOther(text)) {
            throw Refusal.notFound("add-on", Finder.ADDON);
        }
    }
}
