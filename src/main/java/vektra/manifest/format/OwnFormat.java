package vektra.manifest.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Form;
import vektra.manifest.text.Tree;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedApp;
import vektra.manifest.wanted.WantedDrain;
import vektra.manifest.wanted.WantedResource;
import vektra.manifest.wanted.WantedResource.Mark;
import vektra.manifest.wanted.WantedService;
import vektra.manifest.wanted.WantedVariable;
import vektra.model.app.Program;

/** {@code vektra.yml}, which can say everything that this version has. */
final class OwnFormat {
    private static final String MONITORS = "monitors";
    private static final List<String> OF_APP =
            List.of("resources", "variables", "required", "drains", "programs", MONITORS);
    private static final Map<String, Mark> MARKS =
            Map.of("from", Mark.FROM, "name", Mark.NAME, "lease", Mark.LEASE, "shared", Mark.SHARED);
    private static final String ENVIRONMENT = "environment";
    private static final Set<String> OF_PROGRAM = Set.of("resources", ENVIRONMENT);
    private static final Set<String> OF_RESOURCE = Set.of("type", "options", "from", "name", "lease", "shared");

    private final String file;
    private final Form form;

    OwnFormat(String file, Form form) {
        this.file = file;
        this.form = form;
    }

    Manifest read() {
        List<String> keys = new ArrayList<>(OF_APP);
        keys.addAll(List.of("app", "apps", "services"));
        form.only(keys);
        List<WantedApp> apps = new ArrayList<>();
        Map<String, Form> several = form.forms("apps");
        several.forEach((name, one) -> apps.add(app(new Value(one.at(), name), one.only(OF_APP))));
        if (several.isEmpty()) {
            apps.add(app(form.text("app").orElse(null), form));
        } else {
            refuseBoth();
        }
        return new Manifest(file, services(), apps, List.of());
    }

    private void refuseBoth() {
        List<String> single = new ArrayList<>(OF_APP);
        single.add("app");
        for (String key : single) {
            if (form.tree(key).isPresent()) {
                throw Form.wrong(form.at(key), key + " is used together with apps", "move it to one of the apps");
            }
        }
    }

    private List<WantedService> services() {
        return form.forms("services").entrySet().stream()
                .map(one -> new WantedService(
                        one.getValue().at(), one.getKey(), one.getValue().texts()))
                .toList();
    }

    private static WantedApp app(@Nullable Value name, Form form) {
        if (form.tree(MONITORS).isPresent()) {
            throw Form.wrong(form.at(MONITORS), "this version of Vektra has no monitors", "remove them");
        }
        List<WantedResource> resources = new ArrayList<>();
        form.form("resources")
                .ifPresent(all -> all.fields()
                        .all()
                        .forEach((key, field) -> resources.add(resource(key, field, "resources." + key))));
        Map<String, Program> programs = new LinkedHashMap<>();
        form.form("programs")
                .ifPresent(all -> all.fields().all().keySet().forEach(key -> programs.put(key, program(all, key))));
        return new WantedApp(
                form.at(), name == null ? null : Names.app(name), resources, variables(form), drains(form), programs);
    }

    /** The resources, or a map with those and the variables that it sees. */
    private static Program program(Form all, String key) {
        if (!(all.tree(key).orElse(null) instanceof Tree.Fields fields)) {
            return new Program(texts(all, key), null);
        }
        Form form = new Form(fields, "programs." + key).only(OF_PROGRAM);
        boolean lists = form.tree(ENVIRONMENT).isPresent();
        return new Program(texts(form, "resources"), lists ? Set.copyOf(texts(form, ENVIRONMENT)) : null);
    }

    private static List<String> texts(Form form, String key) {
        return form.texts(key).stream().map(Value::text).toList();
    }

    private static WantedResource resource(String name, Tree.Field field, String what) {
        if (field.value() instanceof Tree.Scalar) {
            return new WantedResource(field.at(), name, Names.type(Form.text(field.value(), what), what));
        }
        Form form = Form.of(field.value(), what).only(OF_RESOURCE);
        boolean named = form.tree("from").isPresent();
        if (named && form.tree("type").isPresent()) {
            throw Form.wrong(form.at("from"), what + " has both type and from", "from names an add-on: remove type");
        }
        Value type = named ? null : Names.type(form.required("type"), what);
        Map<String, Value> options = form.form("options").map(Form::texts).orElse(Map.of());
        WantedResource resource = new WantedResource(field.at(), name, type, options, Map.of());
        for (Map.Entry<String, Mark> mark : MARKS.entrySet()) {
            Value value = form.text(mark.getKey()).orElse(null);
            resource = value == null ? resource : resource.with(mark.getValue(), value);
        }
        return resource;
    }

    private static List<WantedVariable> variables(Form form) {
        List<WantedVariable> variables = new ArrayList<>();
        form.form("variables")
                .ifPresent(all ->
                        all.texts().forEach((name, value) -> variables.add(Names.variable(all.at(name), name, value))));
        form.texts("required").forEach(name -> variables.add(Names.variable(name.at(), name.text(), null)));
        return variables;
    }

    private static List<WantedDrain> drains(Form form) {
        List<WantedDrain> drains = new ArrayList<>();
        form.forms("drains").forEach((name, one) -> {
            Map<String, Value> options = new LinkedHashMap<>(one.texts());
            Value url = one.required("url");
            Value service = options.remove("service");
            options.remove("url");
            drains.add(new WantedDrain(one.at(), name, service == null ? null : service.text(), url, options));
        });
        return drains;
    }
}
