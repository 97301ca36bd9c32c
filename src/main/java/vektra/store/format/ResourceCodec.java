package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import vektra.model.addon.Resource;
import vektra.model.name.Id;

/** A resource inside an add-on or a step. */
final class ResourceCodec {
    private ResourceCodec() {}

    static void write(JsonGenerator out, Resource resource) throws IOException {
        out.writeStringField("id", resource.id().value());
        out.writeStringField("label", resource.label());
        Id owner = resource.owner();
        if (owner != null) {
            out.writeStringField("owner", owner.value());
        }
        Json.map(out, "facts", resource.facts());
    }

    static Resource read(Node node) {
        return new Resource(
                new Id(node.text("id")),
                node.text("label"),
                node.has("owner") ? new Id(node.text("owner")) : null,
                node.map("facts"));
    }
}
