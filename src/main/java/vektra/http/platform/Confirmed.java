package vektra.http.platform;

import java.util.Optional;
import vektra.addons.core.Naming;
import vektra.addons.verbs.Verbs;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.text.Shown;

/** What a request must say twice before something that exists is replaced. */
public final class Confirmed {
    private Confirmed() {}

    /** Whether the body repeats the app's name. */
    static boolean by(Fields body, App app) {
        String confirm = body.text("confirm");
        if (confirm != null && !confirm.equals(app.name().value())) {
            throw Refusal.unconfirmed(
                    "The confirmation " + Shown.quoted(confirm) + " did not match " + app.name() + ".",
                    app.name().value());
        }
        return confirm != null;
    }

    /** Asks for a confirmation where an attachment of that name would take the place of something. */
    static void requireFree(Verbs verbs, App app, ServiceName name, AttachmentName as) {
        Optional<Attachment> there = app.attachment(as);
        if (there.isPresent()) {
            throw Refusal.unconfirmed(
                    as + " on " + app.name() + " is attached to " + there.get().addon() + " and would be replaced.",
                    app.name().value());
        }
        Naming.taken(app, verbs.catalogue().describe(name), as).ifPresent(var -> {
            throw Refusal.unconfirmed(
                    "The config var " + var + " of " + app.name() + " is already set and would be replaced.",
                    app.name().value());
        });
    }
}
