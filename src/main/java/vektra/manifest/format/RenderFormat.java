package vektra.manifest.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.Manifest;
import vektra.model.text.Shown;

/** {@code render.yaml}: its databases and key-value stores, and the variables that refer to them. */
final class RenderFormat {
    /** What its databases are. */
    private static final String DATABASE = "postgres";

    private static final Set<String> STORES = Set.of("keyvalue", "redis");
    private static final List<String> ELSEWHERE = List.of("projects", "ungrouped");
    private static final Set<String> KEYS =
            Set.of("databases", "services", "envVarGroups", "previews", "previewsEnabled", "projects", "ungrouped");
    private static final Set<String> OF_VARIABLE =
            Set.of("key", "value", "generateValue", "sync", "fromDatabase", "fromService", "fromGroup", "previewValue");

    private final String file;
    private final Form form;
    private final OneApp app = new OneApp();

    RenderFormat(String file, Form form) {
        this.file = file;
        this.form = form;
    }

    Manifest read() {
        form.mostly(KEYS);
        List<Form> services = form.each("services");
        for (Form database : form.each("databases")) {
            Map<String, Value> options = new HashMap<>();
            database.text("postgresMajorVersion").ifPresent(version -> options.put("version", version));
            app.resource(database.required("name"), new Value(database.at(), DATABASE), options);
        }
        for (Form service : services) {
            Value type = service.required("type");
            if (STORES.contains(type.text())) {
                app.resource(service.required("name"), type, Map.of());
            }
        }
        for (Form service : services) {
            if (!STORES.contains(service.required("type").text())) {
                service.each("envVars").forEach(this::variable);
            }
        }
        for (String key : ELSEWHERE) {
            if (form.tree(key).isPresent()) {
                app.note("what is under " + key + " is skipped: Vektra reads what is outside of it");
            }
        }
        return app.manifest(file, form, null, Map.of());
    }

    private void variable(Form one) {
        one.only(OF_VARIABLE);
        Value group = one.text("fromGroup").orElse(null);
        if (group == null) {
            variable(one.required("key"), one);
        } else {
            group(group);
        }
    }

    private void variable(Value key, Form one) {
        Form database = one.form("fromDatabase").orElse(null);
        Form service = one.form("fromService").orElse(null);
        if (database != null) {
            ofDatabase(key, database);
        } else if (service != null) {
            ofService(key, service);
        } else if (one.text("generateValue").map(Value::text).orElse("").equals("true")) {
            app.variable(Names.generated(key.at(), key.text()));
        } else {
            app.variable(Names.plain(key.at(), key.text(), one.text("value").orElse(null)));
        }
    }

    private void ofDatabase(Value key, Form from) {
        Value name = from.required("name");
        String resource = app.named(name.text())
                .orElseThrow(() -> Form.wrong(
                        name.at(), "no database called " + Shown.quoted(name.text()), "add it under databases"));
        reference(key, resource, from);
    }

    private void ofService(Value key, Form from) {
        Value name = from.required("name");
        app.named(name.text())
                .ifPresentOrElse(
                        resource -> reference(key, resource, from),
                        () -> app.note(Shown.plain(key.text()) + " is not set: it refers to the service "
                                + Shown.plain(name.text()) + ", which Vektra does not run"));
    }

    private void reference(Value key, String resource, Form from) {
        String part = from.text("property").map(Value::text).orElse("connectionString");
        app.variable(Names.variable(key.at(), key.text(), new Value(from.at(), value(resource, part))));
    }

    private static String value(String resource, String part) {
        return part.equals("hostport")
                ? References.to(resource, "host") + ":" + References.to(resource, "port")
                : References.to(resource, part);
    }

    private void group(Value group) {
        for (Form one : form.each("envVarGroups")) {
            if (one.required("name").text().equals(group.text())) {
                one.each("envVars")
                        .forEach(each -> variable(each.only(OF_VARIABLE).required("key"), each));
                return;
            }
        }
        app.note("the variables of the group " + Shown.plain(group.text()) + " are not set: it is not in the file");
    }
}
