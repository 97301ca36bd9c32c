package vektra.manifest.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vektra.manifest.text.Form;
import vektra.manifest.text.Tree;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedResource;
import vektra.manifest.wanted.WantedVariable;
import vektra.model.app.Program;
import vektra.model.text.Shown;

/** {@code convox.yml} of its versions 2 and 3, whose resources are alike. */
final class ConvoxFormat {
    private static final Set<String> KEYS = Set.of(
            "environment",
            "labels",
            "params",
            "resources",
            "services",
            "timers",
            "balancers",
            "appSettings",
            "configs");
    private static final Set<String> OF_RESOURCE = Set.of("type", "image", "options", "tags");
    private static final Set<String> OF_SERVICE = Set.of(
            "accessControl",
            "agent",
            "annotations",
            "build",
            "certificate",
            "command",
            "configMounts",
            "cookies",
            "deployment",
            "dnsConfig",
            "domain",
            "drain",
            "environment",
            "gpu",
            "grpcHealthEnabled",
            "health",
            "image",
            "ingressAnnotations",
            "init",
            "initContainer",
            "internal",
            "internalAndExternal",
            "internalRouter",
            "labels",
            "lifecycle",
            "links",
            "liveness",
            "logs",
            "nlb",
            "nodeAffinityLabels",
            "nodeSelectorLabels",
            "policies",
            "port",
            "ports",
            "privileged",
            "resources",
            "scale",
            "singleton",
            "startupProbe",
            "sticky",
            "stopSignal",
            "telemetry",
            "termination",
            "test",
            "timeout",
            "tls",
            "tty",
            "volumes",
            "volumeOptions",
            "whitelist");

    private final String file;
    private final Form form;
    private final OneApp app = new OneApp();
    private final Map<String, Program> programs = new LinkedHashMap<>();

    ConvoxFormat(String file, Form form) {
        this.file = file;
        this.form = form;
    }

    Manifest read() {
        form.mostly(KEYS);
        form.forms("resources").forEach(this::resource);
        environment(form).forEach(app::variable);
        form.forms("services").forEach(this::service);
        return app.manifest(file, form, null, programs);
    }

    private void resource(String name, Form one) {
        one.only(OF_RESOURCE);
        Value type = Names.type(one.required("type"), one.what());
        Map<String, Value> options =
                new LinkedHashMap<>(one.form("options").map(Form::texts).orElse(Map.of()));
        one.text("image").ifPresent(image -> options.put("image", image));
        app.resource(new WantedResource(one.at(), name, type, options, Map.of()));
    }

    /** A list of lines, or a map. */
    private static List<WantedVariable> environment(Form form) {
        Tree tree = form.tree("environment").orElse(null);
        if (tree instanceof Tree.Fields fields) {
            List<WantedVariable> variables = new ArrayList<>();
            new Form(fields, "environment")
                    .texts()
                    .forEach((name, value) -> variables.add(Names.variable(value.at(), name, value)));
            return variables;
        }
        return Names.environment(form.texts("environment").stream()
                .filter(line -> !line.text().equals(Program.ALL))
                .toList());
    }

    private void service(String name, Form service) {
        service.mostly(OF_SERVICE);
        environment(service).forEach(app::variable);
        List<String> linked = new ArrayList<>();
        for (Value link : service.texts("resources")) {
            int colon = link.text().indexOf(':');
            String resource = colon < 0 ? link.text() : link.text().substring(0, colon);
            if (!app.has(resource)) {
                throw Form.wrong(
                        link.at(),
                        "service " + name + " references a resource that does not exist: " + Shown.plain(resource),
                        "add it under resources, or leave it out here");
            }
            linked.add(link.text());
            if (colon >= 0) {
                String env = link.text().substring(colon + 1).strip();
                app.variable(
                        Names.variable(link.at(), env, new Value(link.at(), "${" + resource + "." + part(env) + "}")));
            }
        }
        Set<String> listed = new LinkedHashSet<>(listed(form));
        listed.addAll(listed(service));
        linked.forEach(link -> listed.add(link.substring(link.indexOf(':') + 1).strip()));
        programs.put(name, new Program(linked, listed));
    }

    private static Set<String> listed(Form form) {
        Tree tree = form.tree("environment").orElse(null);
        return tree instanceof Tree.Fields fields
                ? fields.all().keySet()
                : form.texts("environment").stream()
                        .map(line -> line.text().split("=", 2)[0].strip())
                        .collect(Collectors.toSet());
    }

    /** What a variable holds: what its name ends in after the last underscore, or else the URL. */
    private static String part(String env) {
        String last = env.substring(env.lastIndexOf('_') + 1);
        boolean ends = env.indexOf('_') >= 0
                && Set.of("URL", "USER", "PASS", "HOST", "PORT", "NAME").contains(last);
        return ends ? last.toLowerCase(Locale.ROOT) : "url";
    }
}
