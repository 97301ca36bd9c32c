package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.addon.Retiring;
import vektra.model.name.AddonName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;

/** An attachment inside the file of its app. */
final class AttachmentCodec {
    private AttachmentCodec() {}

    static void write(JsonGenerator out, Attachment attachment, Secrets secrets) throws IOException {
        out.writeStringField("id", attachment.id().value());
        out.writeStringField("name", attachment.name().value());
        out.writeStringField("addon", attachment.addon().value());
        out.writeStringField("service", attachment.service().value());
        out.writeStringField("created_at", attachment.createdAt().toString());
        if (!attachment.credentials().id().equals(attachment.id())) {
            out.writeStringField("credentials", attachment.credentials().id().value());
        }
        out.writeStringField("user", attachment.credentials().user());
        secrets.write(out, "password", attachment.credentials().password(), password(attachment.id()));
        if (!attachment.retiring().isEmpty()) {
            Json.objects(out, "retiring", attachment.retiring(), AttachmentCodec::writeRetiring);
        }
        secrets.write(out, "vars", attachment.vars(), Secrets.VARIABLES);
        secrets.write(out, "replaced", attachment.replaced(), Secrets.VARIABLES);
        String split = attachment.split();
        if (split != null) {
            out.writeStringField("split", split);
        }
    }

    private static String password(Id attachment) {
        return "attachments." + attachment + ".password";
    }

    private static void writeRetiring(JsonGenerator out, Retiring retiring) throws IOException {
        out.writeStringField("id", retiring.id().value());
        out.writeStringField("until", retiring.until().toString());
    }

    static Attachment read(Node node, Secrets secrets) {
        Id id = new Id(node.text("id"));
        Id credentials = node.has("credentials") ? new Id(node.text("credentials")) : id;
        return new Attachment(
                id,
                new AttachmentName(node.text("name")),
                new AddonName(node.text("addon")),
                new ServiceName(node.text("service")),
                node.instant("created_at"),
                new Credentials(credentials, node.text("user"), secrets.read(node, "password", password(id))),
                node.has("retiring") ? node.objects("retiring", AttachmentCodec::readRetiring) : List.of(),
                secrets.readAll(node, "vars", Secrets.VARIABLES),
                secrets.readAll(node, "replaced", Secrets.VARIABLES),
                node.has("split") ? node.text("split") : null);
    }

    private static Retiring readRetiring(Node node) {
        return new Retiring(new Id(node.text("id")), node.instant("until"));
    }
}
