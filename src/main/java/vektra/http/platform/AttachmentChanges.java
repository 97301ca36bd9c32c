package vektra.http.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.Attach;
import vektra.addons.Inventory;
import vektra.addons.Promote;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Finder;
import vektra.http.request.Hints;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.http.request.Seen;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;

/** Attaches add-ons to apps. */
public final class AttachmentChanges {
    private static final String ATTACH = "Attach an add-on to an app";
    private static final String PROMOTE = "Promote the add-on of an attachment";

    private AttachmentChanges() {}

    public static List<Route> all() {
        return List.of(
                Route.post("/addon-attachments", ATTACH, "NewAddOnAttachment", 201, "AddOnAttachment", call -> {
                            Fields body = call.body();
                            return attach(call, body, call.find().app(body.requiredIdentity("app")));
                        })
                        .forSomeApps(),
                Route.post(
                        AttachmentRoutes.OF_APP,
                        ATTACH,
                        "NewAddOnAttachment",
                        201,
                        "AddOnAttachment",
                        call -> attach(call, call.body(), AppRoutes.app(call))),
                Route.patch(
                        AttachmentRoutes.ONE,
                        PROMOTE,
                        "AttachmentChange",
                        "AddOnAttachment",
                        call -> change(call, AttachmentRoutes.byId(call))),
                Route.patch(
                        AttachmentRoutes.ONE_OF_APP,
                        PROMOTE,
                        "AttachmentChange",
                        "AddOnAttachment",
                        call -> change(call, AttachmentRoutes.named(call))));
    }

    private static Answer attach(Call call, Fields body, App app) {
        Inventory.Row row =
                call.find().resolve(body.requiredIdentity("addon"), null).get(0);
        if (body.text("namespace") != null) {
            throw Refusal.invalid("Each attachment has its own credentials; namespace is not supported.");
        }
        boolean confirmed = Confirmed.by(body, app) || body.flag("force");
        AttachmentName as = wantedName(call, body, app, row, confirmed);
        boolean has = !app.attachmentsOf(row.addon().name()).isEmpty();
        if (!has) {
            call.reach().requireOwn(row);
        }
        if (as != null
                && !confirmed
                && !app.attachment(as)
                        .map(Attachment::addon)
                        .filter(row.addon().name()::equals)
                        .isPresent()) {
            Confirmed.requireFree(call.verbs(), app, row.addon().service(), as);
        }
        if (has && confirmed && as != null && as.equals(usual(call, row.addon().service()))) {
            return promoted(call, app, row.addon().name().value(), 201);
        }
        Attach.Attached done = call.verbs()
                .attach()
                .attach(new Attach.Request(row.addon().name().value(), row.owner(), app.name(), as, confirmed));
        return Answer.json(done.already() ? 200 : 201, view(call, done.app(), done.attachment()));
    }

    /** One more attachment of what the app has already gets a name with a color, as Heroku's own promotion relies on. */
    private static @Nullable AttachmentName wantedName(
            Call call, Fields body, App app, Inventory.Row row, boolean confirmed) {
        String typed = body.text("name");
        if (typed != null) {
            return AttachmentName.typed(typed);
        }
        boolean another = confirmed && !app.attachmentsOf(row.addon().name()).isEmpty();
        return another ? call.verbs().attach().spareName(app.name(), row.addon().service()) : null;
    }

    private static AttachmentName usual(Call call, ServiceName service) {
        return call.verbs().catalogue().describe(service).attachment();
    }

    private static Answer change(Call call, Seen seen) {
        if (!call.body().flag("primary")) {
            throw Refusal.invalid("Only \"primary\": true is supported.");
        }
        return promoted(call, seen.app(), seen.attachment().name().value(), 200);
    }

    private static Answer promoted(Call call, App app, String what, int status) {
        Promote.Promoted done = call.verbs().promote().promote(app.name(), what);
        return Answer.json(status, view(call, done.app(), done.attachment()));
    }

    private static Object view(Call call, App app, Attachment attachment) {
        Finder now = new Finder(call.verbs(), call.reach(), new Hints());
        return new AttachmentView(call).of(now.attachment(app, attachment.id().value()));
    }
}
