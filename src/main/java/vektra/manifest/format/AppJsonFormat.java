package vektra.manifest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vektra.manifest.text.Form;
import vektra.manifest.text.Tree;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedApp;
import vektra.manifest.wanted.WantedResource;
import vektra.manifest.wanted.WantedResource.Mark;
import vektra.manifest.wanted.WantedVariable;

/** {@code app.json}, as Heroku has it. */
final class AppJsonFormat {
    private static final Set<String> OF_ADDON = Set.of("plan", "as", "options");
    private static final Set<String> OF_VARIABLE = Set.of("value", "required", "generator", "description");
    private static final Set<String> KEYS = Set.of(
            "name",
            "description",
            "keywords",
            "website",
            "repository",
            "logo",
            "success_url",
            "scripts",
            "env",
            "formation",
            "image",
            "addons",
            "buildpacks",
            "environments",
            "stack",
            "$schema");

    private final String file;
    private final Form form;

    AppJsonFormat(String file, Form form) {
        this.file = file;
        this.form = form;
    }

    Manifest read() {
        form.mostly(KEYS);
        List<WantedResource> resources =
                form.items("addons").stream().map(this::addon).toList();
        WantedApp app = new WantedApp(form.at(), null, resources, variables(), List.of(), Map.of());
        return new Manifest(file, app, List.of());
    }

    private WantedResource addon(Tree tree) {
        if (tree instanceof Tree.Scalar) {
            return resource(Form.text(tree, "addons"), "", Map.of());
        }
        Form one = Form.of(tree, "addons").only(OF_ADDON);
        return resource(
                one.required("plan"),
                one.text("as").map(Value::text).orElse(""),
                one.form("options").map(Form::texts).orElse(Map.of()));
    }

    /** Without {@code as} it is called as the service's attachments usually are, which an empty name stands for. */
    private static WantedResource resource(Value plan, String as, Map<String, Value> options) {
        Names.type(plan, "addons");
        String name = as.isEmpty() ? usual(plan.text()) : Names.word(as);
        WantedResource resource = new WantedResource(plan.at(), name, plan, options, Map.of())
                .with(Mark.FOREIGN_PLAN, plan)
                .with(Mark.OPTIONAL, plan);
        return as.isEmpty() ? resource.with(Mark.USUAL, plan) : resource;
    }

    private static String usual(String type) {
        String word = type.replaceFirst(":.*", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return word.replaceFirst("^[^a-z]+", "");
    }

    private List<WantedVariable> variables() {
        List<WantedVariable> variables = new ArrayList<>();
        form.form("env")
                .ifPresent(all -> all.fields().all().forEach((name, field) -> {
                    if (field.value() instanceof Tree.Fields fields) {
                        variable(variables, name, field, new Form(fields, "env." + name).mostly(OF_VARIABLE));
                    } else {
                        variables.add(Names.plain(field.at(), name, Form.text(field.value(), "env." + name)));
                    }
                }));
        return variables;
    }

    private static void variable(List<WantedVariable> variables, String name, Tree.Field field, Form one) {
        Value value = one.text("value").orElse(null);
        boolean required = !one.text("required").map(Value::text).orElse("true").equals("false");
        if (value == null && one.text("generator").isPresent()) {
            variables.add(Names.generated(field.at(), name));
        } else if (value != null || required) {
            variables.add(Names.plain(field.at(), name, value));
        }
    }
}
