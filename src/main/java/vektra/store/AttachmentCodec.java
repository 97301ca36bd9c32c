package vektra.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import vektra.model.AddonName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Credentials;
import vektra.model.Id;
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
        out.writeStringField("user", attachment.credentials().user());
        out.writeStringField("password", attachment.credentials().password().reveal());
        Json.map(out, "vars", attachment.vars());
        Json.map(out, "replaced", attachment.replaced());
    }

    static Attachment read(Node node) {
        Id id = new Id(node.text("id"));
        return new Attachment(
                id,
                new AttachmentName(node.text("name")),
                new AddonName(node.text("addon")),
                new ServiceName(node.text("service")),
                node.instant("created_at"),
                new Credentials(id, node.text("user"), new Secret(node.text("password"))),
                node.map("vars"),
                node.map("replaced"));
    }
}
