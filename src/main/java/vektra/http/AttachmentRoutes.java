package vektra.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.Unbind;
import vektra.model.Token;

/** Attachments of add-ons to apps. */
final class AttachmentRoutes {
    private static final String OF_APP = "/apps/{app}/addon-attachments";
    private static final String ONE = "/addon-attachments/{attachment}";

    private AttachmentRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.get(
                        "/addon-attachments",
                        "All attachments",
                        "AddOnAttachments",
                        call -> Answer.ok(
                                new AttachmentView(call).all(call.find().attachments()))),
                Route.get(
                        ONE,
                        "One attachment, by id",
                        "AddOnAttachment",
                        call -> Answer.ok(new AttachmentView(call).of(byId(call)))),
                Route.delete(ONE, "Detach", "AddOnAttachment", call -> detach(call, byId(call))),
                Route.get(
                        OF_APP,
                        "The attachments of an app",
                        "AddOnAttachments",
                        call -> Answer.ok(
                                new AttachmentView(call).all(call.find().attachments(AppRoutes.app(call))))),
                Route.get(
                        OF_APP + "/{attachment}",
                        "One attachment of an app",
                        "AddOnAttachment",
                        call -> Answer.ok(new AttachmentView(call).of(ofApp(call)))),
                Route.delete(OF_APP + "/{attachment}", "Detach", "AddOnAttachment", call -> detach(call, ofApp(call))),
                Route.post(
                                "/actions/addon-attachments/resolve",
                                "Every attachment that a word can mean",
                                "AttachmentQuestion",
                                200,
                                "AddOnAttachments",
                                AttachmentRoutes::resolve)
                        .needs(Token.Scope.READ));
    }

    private static Seen byId(Call call) {
        return call.find().attachment(call.name("attachment"));
    }

    private static Seen ofApp(Call call) {
        return call.find().attachment(AppRoutes.app(call), call.name("attachment"));
    }

    private static Answer detach(Call call, Seen seen) {
        Map<String, @Nullable Object> view = new AttachmentView(call).of(seen);
        new Unbind(call.home())
                .unbind(
                        seen.app().name(),
                        seen.attachment().addon().value(),
                        seen.attachment().name());
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
