package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import vektra.model.AddonName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Credentials;
import vektra.model.Id;
import vektra.model.Retiring;
import vektra.model.Secret;
import vektra.model.ServiceName;

/** An attachment inside the file of its app. */
final class AttachmentCodec {
    private AttachmentCodec() {}

    static void write(JsonGenerator out, Attachment attachment) throws IOException {
        out.writeStringField("id", attachment.id().value());
        out.writeStringField("name", attachment.name().value());
        out.writeStringField("addon", attachment.addon().value());
        out.writeStringField("service", attachment.service().value());
        out.writeStringField("created_at", attachment.createdAt().toString());
        if (!attachment.credentials().id().equals(attachment.id())) {
            out.writeStringField("credentials", attachment.credentials().id().value());
        }
        out.writeStringField("user", attachment.credentials().user());
        out.writeStringField("password", attachment.credentials().password().reveal());
        if (!attachment.retiring().isEmpty()) {
            Json.objects(out, "retiring", attachment.retiring(), AttachmentCodec::writeRetiring);
        }
        Json.map(out, "vars", attachment.vars());
        Json.map(out, "replaced", attachment.replaced());
    }

    private static void writeRetiring(JsonGenerator out, Retiring retiring) throws IOException {
        out.writeStringField("id", retiring.id().value());
        out.writeStringField("until", retiring.until().toString());
    }

    static Attachment read(Node node) {
        Id id = new Id(node.text("id"));
        Id credentials = node.has("credentials") ? new Id(node.text("credentials")) : id;
        return new Attachment(
                id,
                new AttachmentName(node.text("name")),
                new AddonName(node.text("addon")),
                new ServiceName(node.text("service")),
                node.instant("created_at"),
                new Credentials(credentials, node.text("user"), new Secret(node.text("password"))),
                node.has("retiring") ? node.objects("retiring", AttachmentCodec::readRetiring) : List.of(),
                node.map("vars"),
                node.map("replaced"));
    }

    private static Retiring readRetiring(Node node) {
        return new Retiring(new Id(node.text("id")), node.instant("until"));
    }
}
