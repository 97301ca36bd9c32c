package vektra.manifest.format;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vektra.manifest.text.Form;
import vektra.manifest.text.Tree;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedResource;
import vektra.manifest.wanted.WantedResource.Mark;
import vektra.model.app.Program;
import vektra.model.text.Shown;

/** {@code score.yaml}: a workload, its containers and their resources. */
final class ScoreFormat {
    private static final String API = "score.dev/";
    private static final Set<String> KEYS = Set.of("apiVersion", "metadata", "service", "containers", "resources");
    private static final Set<String> OF_RESOURCE = Set.of("type", "class", "id", "metadata", "params");
    private static final String ENVIRONMENT = "environment";
    private static final String VOLUMES = "volumes";
    /** What no add-on stands for. */
    private static final Set<String> NO_ADDON = Set.of(ENVIRONMENT, "dns", "route", "service-port");

    private final String file;
    private final Form form;
    private final Map<String, String> types = new LinkedHashMap<>();
    private final OneApp app = new OneApp();

    ScoreFormat(String file, Form form) {
        this.file = file;
        this.form = form;
    }

    Manifest read() {
        form.mostly(KEYS);
        Value version = form.required("apiVersion");
        if (!version.text().startsWith(API)) {
            throw Form.wrong(
                    version.at(),
                    Shown.quoted(version.text()) + " is not a version of Score",
                    "such as " + API + "v1b1");
        }
        Value name = form.form("metadata")
                .orElseThrow(() -> Form.wrong(form.at(), "the file has no metadata", "add metadata: {name: …}"))
                .required("name");
        form.forms("resources").forEach(this::resource);
        Map<String, Program> programs = new LinkedHashMap<>();
        form.forms("containers")
                .forEach((key, container) -> programs.put(key, new Program(container(container, name.text()), null)));
        return app.manifest(file, form, Names.nearestApp(name), programs);
    }

    private void resource(String key, Form one) {
        one.only(OF_RESOURCE);
        Value type = Names.type(one.required("type"), one.what());
        types.put(key, type.text());
        if (NO_ADDON.contains(type.text())) {
            if (!type.text().equals(ENVIRONMENT)) {
                app.note(key + " is left out: Vektra has no add-ons for " + Shown.plain(type.text()));
            }
            return;
        }
        Map<String, Value> options = new LinkedHashMap<>();
        one.form("params").ifPresent(params -> options.putAll(params.texts()));
        WantedResource resource = new WantedResource(one.at(), Names.word(key), type, options, Map.of());
        Value id = one.text("id").orElse(null);
        app.resource(id == null ? resource : resource.with(Mark.NAME, id).with(Mark.SHARED, id));
    }

    private List<String> container(Form container, String workload) {
        Set<String> used = new LinkedHashSet<>();
        container
                .form("variables")
                .ifPresent(all -> all.texts().forEach((name, value) -> {
                    boolean[] missing = {false};
                    String ours = References.replaced(
                            value.text(), inside -> reference(inside, workload, used, value, missing));
                    app.variable(Names.variable(all.at(name), name, missing[0] ? null : new Value(value.at(), ours)));
                }));
        volumes(container)
                .forEach(one -> one.text("source")
                        .ifPresent(source -> References.replaced(
                                source.text(), inside -> reference(inside, workload, used, source, new boolean[1]))));
        return List.copyOf(used);
    }

    /** A list, or a map by where they are seen. */
    private static Collection<Form> volumes(Form container) {
        Tree tree = container.tree(VOLUMES).orElse(null);
        return tree instanceof Tree.Fields ? container.forms(VOLUMES).values() : container.each(VOLUMES);
    }

    private String reference(String inside, String workload, Set<String> used, Value at, boolean[] missing) {
        String[] parts = inside.split("\\.", 3);
        if (inside.equals("metadata.name")) {
            return workload;
        }
        if (parts.length < 2 || !parts[0].equals("resources") || !types.containsKey(parts[1])) {
            throw Form.wrong(
                    at.at(),
                    "unknown reference " + Shown.plain(inside),
                    "a part of a resource of this file: ${resources.NAME.OUTPUT}");
        }
        String type = types.get(parts[1]);
        if (ENVIRONMENT.equals(type) && parts.length == 3) {
            return "${" + parts[2] + "}";
        }
        if (NO_ADDON.contains(type)) {
            missing[0] = true;
            return "";
        }
        String name = Names.word(parts[1]);
        used.add(name);
        return References.to(name, parts.length == 3 ? parts[2] : "url");
    }
}
