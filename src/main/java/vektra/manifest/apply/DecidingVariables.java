package vektra.manifest.apply;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import vektra.manifest.apply.Difference.Sign;
import vektra.manifest.text.Position;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.WantedApp;
import vektra.manifest.wanted.WantedVariable;
import vektra.model.app.App;
import vektra.model.app.Template;
import vektra.model.text.Secret;
import vektra.model.text.Values;
import vektra.model.text.VektraException;

/** Decides what changes of an app's variables, which are its own: two programs cannot have different values of one. */
final class DecidingVariables {
    private final Deciding deciding;
    private final App app;
    private final WantedApp wanted;
    private final List<DecidingResource> resources;
    private final Interpolation values;
    private final Map<String, WantedVariable> templates = new TreeMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Map<String, String> generated = new TreeMap<>();

    DecidingVariables(
            Deciding deciding, App app, WantedApp wanted, List<DecidingResource> resources, Interpolation values) {
        this.deciding = deciding;
        this.app = app;
        this.wanted = wanted;
        this.resources = resources;
        this.values = values;
    }

    void decide() {
        for (WantedVariable variable : wanted.variables()) {
            take(variable);
        }
        required.removeAll(templates.keySet());
        required.removeAll(generated.keySet());
        templates.values().forEach(this::check);
        urlsOfHosts();
        differences();
        if (!generated.isEmpty()) {
            deciding.act(new Act.Set(app.name(), generated));
            generated.keySet().forEach(name -> deciding.differs(Sign.ADDED, app.name(), "variable", name, "generated"));
        }
    }

    private void take(WantedVariable variable) {
        Value value = variable.value();
        if (value != null) {
            WantedVariable before = templates.put(variable.name(), variable);
            if (before != null && !text(before).equals(value.text())) {
                throw VektraException.conflict(
                        value.at() + ": " + variable.name() + " of " + app.name()
                                + " has another value in line " + before.at().line()
                                + ", and variables belong to the app",
                        "rename one of them, or give both the same value");
            }
        } else if (!variable.generated()) {
            required.add(variable.name());
        } else if (!app.config().containsKey(variable.name())) {
            generated.put(variable.name(), Secret.fresh().reveal());
        }
    }

    private static String text(WantedVariable variable) {
        return Objects.requireNonNull(variable.value()).text();
    }

    private void check(WantedVariable variable) {
        Value value = Objects.requireNonNull(variable.value());
        values.check(value, resources, generated.keySet());
        for (DecidingResource resource : resources) {
            // a default gives way to what a resource sets; a part of another one does not
            boolean another = Template.references(value.text()).stream()
                    .anyMatch(reference -> reference.indexOf('.') >= 0 && !reference.startsWith(resource.name() + "."));
            if (another && resource.vars().contains(variable.name())) {
                throw VektraException.conflict(
                        value.at() + ": " + variable.name() + " of " + app.name() + " is set by the resource "
                                + resource.name() + " as well",
                        "rename one of them");
            }
        }
        if (app.userConfig().containsKey(variable.name())
                && !Template.references(value.text()).isEmpty()) {
            deciding.note(variable.name() + " of " + app.name() + " is set by you and is not changed");
        }
    }

    private void urlsOfHosts() {
        for (DecidingResource resource : resources) {
            Position at = resource.wanted().at();
            String url = HostsUrl.variable(resource.attachment());
            HostsUrl.template(resource.service(), resource.attachment())
                    .ifPresent(template ->
                            templates.putIfAbsent(url, new WantedVariable(at, url, new Value(at, template))));
        }
    }

    private void differences() {
        Map<String, String> before = app.declared().variables();
        Map<String, String> after = templates();
        Values.changed(after, before)
                .forEach(name -> deciding.differs(
                        before.containsKey(name) ? Sign.CHANGED : Sign.ADDED, app.name(), "variable", name, ""));
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> deciding.differs(Sign.REMOVED, app.name(), "variable", name, ""));
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(app.config().keySet());
        resources.forEach(resource -> missing.removeAll(resource.vars()));
        if (!missing.isEmpty()) {
            deciding.note(app.name() + " needs " + String.join(", ", missing)
                    + ": set what is missing before running a program");
        }
    }

    Map<String, String> templates() {
        Map<String, String> texts = new TreeMap<>();
        templates.forEach((name, variable) -> texts.put(name, text(variable)));
        return texts;
    }

    List<String> required() {
        return List.copyOf(required);
    }
}
