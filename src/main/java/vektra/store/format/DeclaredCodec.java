package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.app.Declared;
import vektra.model.app.Program;
import vektra.model.app.Storage;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;

/** What a manifest says, inside the file of its app. */
final class DeclaredCodec {
    private static final String KEY = "manifest";
    private static final String VARIABLES = KEY + ".variables";
    private static final String POSTDEPLOYED = "postdeployed";

    private static final String LISTED = "environment";

    private record Named(String name, Program program) {}

    private DeclaredCodec() {}

    static void write(JsonGenerator out, Declared declared, Secrets secrets) throws IOException {
        Json.object(out, KEY, fields -> {
            Json.objects(fields, "resources", declared.resources(), DeclaredCodec::writeResource);
            secrets.write(fields, "variables", declared.variables(), VARIABLES);
            Json.texts(fields, "required", declared.required());
            Json.objects(fields, "programs", declared.programs().entrySet(), (each, program) -> {
                each.writeStringField("name", program.getKey());
                Json.texts(each, "resources", program.getValue().resources());
                Set<String> listed = program.getValue().listed();
                if (listed != null) {
                    Json.texts(each, LISTED, List.copyOf(listed));
                }
            });
            Json.texts(
                    fields,
                    "drains",
                    declared.drains().stream().map(DrainName::value).toList());
            if (declared.postdeployed()) {
                fields.writeBooleanField(POSTDEPLOYED, true);
            }
        });
    }

    private static void writeResource(JsonGenerator out, Declared.Resource resource) throws IOException {
        out.writeStringField("name", resource.name());
        out.writeStringField("service", resource.service().value());
        @Nullable Id addon = resource.addon();
        if (addon != null) {
            out.writeStringField("addon", addon.value());
        }
        out.writeBooleanField("wanted", resource.wanted());
        out.writeBooleanField("guarded", resource.guarded());
        Storage storage = resource.storage();
        if (storage != null) {
            out.writeStringField("storage", storage.text());
        }
    }

    static Declared read(Node node, Secrets secrets) {
        return node.has(KEY) ? of(node.object(KEY), secrets) : Declared.NOTHING;
    }

    private static Declared of(Node node, Secrets secrets) {
        Map<String, Program> programs = new LinkedHashMap<>();
        node.objects("programs", one -> new Named(one.text("name"), program(one)))
                .forEach(named -> programs.put(named.name(), named.program()));
        return new Declared(
                node.objects("resources", DeclaredCodec::readResource),
                secrets.readAll(node, "variables", VARIABLES),
                node.texts("required"),
                programs,
                node.texts("drains").stream().map(DrainName::new).toList(),
                node.has(POSTDEPLOYED) && node.flag(POSTDEPLOYED));
    }

    private static Program program(Node node) {
        return new Program(node.texts("resources"), node.has(LISTED) ? Set.copyOf(node.texts(LISTED)) : null);
    }

    private static Declared.Resource readResource(Node node) {
        String addon = node.textOrNull("addon");
        return new Declared.Resource(
                node.text("name"),
                new ServiceName(node.text("service")),
                addon == null ? null : new Id(addon),
                node.flag("wanted"),
                node.flag("guarded"),
                Optional.ofNullable(node.textOrNull("storage"))
                        .flatMap(Storage::of)
                        .orElse(null));
    }
}
