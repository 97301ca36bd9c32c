package vektra.manifest.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.Manifest;
import vektra.model.text.Shown;

/** {@code .do/app.yaml}, the app spec of DigitalOcean: its databases, and the variables that refer to them. */
final class AppSpecFormat {
    private static final Set<String> KEYS = Set.of(
            "name",
            "region",
            "databases",
            "services",
            "workers",
            "jobs",
            "static_sites",
            "functions",
            "envs",
            "domains",
            "alerts",
            "ingress",
            "features",
            "maintenance",
            "egress",
            "vpc");
    private static final Set<String> OF_DATABASE = Set.of(
            "name", "engine", "version", "production", "cluster_name", "db_name", "db_user", "size", "num_nodes");
    private static final List<String> COMPONENTS = List.of("services", "workers", "jobs");
    private static final String DEFAULT_ENGINE = "PG";
    /** Of a server of theirs. */
    private static final String CERTIFICATE = ".CA_CERT";

    private final String file;
    private final Form form;
    private final OneApp app = new OneApp();

    AppSpecFormat(String file, Form form) {
        this.file = file;
        this.form = form;
    }

    Manifest read() {
        form.mostly(KEYS);
        form.each("databases").forEach(this::database);
        form.each("envs").forEach(this::variable);
        for (String component : COMPONENTS) {
            form.each(component).forEach(one -> one.each("envs").forEach(this::variable));
        }
        return app.manifest(file, form, form.text("name").map(Names::nearestApp).orElse(null), Map.of());
    }

    private void database(Form database) {
        database.only(OF_DATABASE);
        Value name = database.required("name");
        Value engine = database.text("engine").orElse(new Value(name.at(), DEFAULT_ENGINE));
        Map<String, Value> options = new HashMap<>();
        database.text("version").ifPresent(version -> options.put("version", version));
        app.resource(name, new Value(engine.at(), engine.text().toLowerCase(Locale.ROOT)), options);
    }

    private void variable(Form one) {
        Value key = one.required("key");
        Value value = one.text("value").orElse(null);
        boolean encrypted = value != null && value.text().startsWith("EV[");
        if (value == null || encrypted) {
            app.variable(Names.variable(key.at(), key.text(), null));
            return;
        }
        List<String> foreign = new ArrayList<>();
        String ours = References.replaced(value.text(), inside -> reference(inside, foreign));
        if (foreign.isEmpty()) {
            app.variable(Names.variable(key.at(), key.text(), new Value(value.at(), ours)));
        } else {
            app.note(Shown.plain(key.text()) + " is not set: it refers to " + Shown.plain(foreign.get(0)));
        }
    }

    private String reference(String inside, List<String> foreign) {
        int dot = inside.indexOf('.');
        Optional<String> resource = dot < 0 ? Optional.empty() : app.named(inside.substring(0, dot));
        if (resource.isEmpty() || inside.endsWith(CERTIFICATE)) {
            foreign.add(inside);
            return "";
        }
        return References.to(resource.get(), inside.substring(dot + 1));
    }
}
