package vektra.http.platform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Route;
import vektra.http.request.Seen;
import vektra.model.Token;

/** Attachments of add-ons to apps, but for new ones. */
public final class AttachmentRoutes {
    static final String OF_APP = "/apps/{app}/addon-attachments";
    static final String ONE_OF_APP = OF_APP + "/{attachment}";
    static final String ONE = "/addon-attachments/{attachment}";

    private AttachmentRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.view("/addon-attachments", "All attachments", "AddOnAttachments", AttachmentRoutes::everywhere)
                        .keptWhileStored()
                        .forSomeApps(),
                Route.view(ONE, "One attachment, by id", "AddOnAttachment", call -> one(call, byId(call))),
                Route.delete(ONE, "Detach", "AddOnAttachment", call -> detach(call, byId(call))),
                Route.view(OF_APP, "The attachments of an app", "AddOnAttachments", AttachmentRoutes::ofApp)
                        .keptWhileStored(),
                Route.view(ONE_OF_APP, "One attachment of an app", "AddOnAttachment", call -> one(call, named(call))),
                Route.delete(ONE_OF_APP, "Detach", "AddOnAttachment", call -> detach(call, named(call))),
                Route.post(
                                "/actions/addon-attachments/resolve",
                                "Every attachment that a name can mean",
                                "AttachmentQuestion",
                                200,
                                "AddOnAttachments",
                                AttachmentRoutes::resolve)
                        .needs(Token.Scope.VIEW)
                        .forSomeApps());
    }

    static Seen byId(Call call) {
        return call.find().attachment(call.name("attachment"));
    }

    static Seen named(Call call) {
        return call.find().attachment(AppRoutes.app(call), call.name("attachment"));
    }

    private static Answer one(Call call, Seen seen) {
        return Answer.ok(new AttachmentView(call).of(seen));
    }

    private static Answer everywhere(Call call) {
        return Answer.ok(new AttachmentView(call).all(call.find().attachments()));
    }

    private static Answer ofApp(Call call) {
        return Answer.ok(new AttachmentView(call).all(call.find().attachments(AppRoutes.app(call))));
    }

    private static Answer detach(Call call, Seen seen) {
        Map<String, @Nullable Object> view = new AttachmentView(call).of(seen);
        call.verbs().unbind().detach(seen.app().name(), seen.attachment().name().value());
        return Answer.ok(view);
    }

    private static Answer resolve(Call call) {
        Fields body = call.body();
        String within = body.text("app");
        List<Seen> found = call.find()
                .resolveAttachments(
                        body.requiredText("addon_attachment"),
                        within == null ? null : call.find().app(within));
        return Answer.ok(new AttachmentView(call).all(found));
    }
}
