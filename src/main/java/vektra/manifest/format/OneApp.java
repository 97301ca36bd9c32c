package vektra.manifest.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.Manifest;
import vektra.manifest.wanted.WantedApp;
import vektra.manifest.wanted.WantedResource;
import vektra.manifest.wanted.WantedVariable;
import vektra.model.app.Program;
import vektra.model.name.AppName;

/** What the file of another tool comes to, while it is read: one app. */
final class OneApp {
    private final Map<String, String> names = new HashMap<>();
    private final List<WantedResource> resources = new ArrayList<>();
    private final List<WantedVariable> variables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void resource(WantedResource resource) {
        resources.add(resource);
    }

    /** One under the name that is nearest to theirs. */
    void resource(Value name, Value type, Map<String, Value> options) {
        String ours = Names.word(name.text());
        names.put(name.text(), ours);
        resource(new WantedResource(name.at(), ours, type, options, Map.of()));
    }

    /** The name here of a resource that the file calls so; empty for what is none. */
    Optional<String> named(String theirs) {
        return Optional.ofNullable(names.get(theirs));
    }

    boolean has(String resource) {
        return resources.stream().anyMatch(known -> known.name().equals(resource));
    }

    void variable(WantedVariable variable) {
        variables.add(variable);
    }

    void note(String note) {
        notes.add(note);
    }

    /**
     * All of it.
     *
     * @param name null when the file does not say it
     * @param programs what each program sees
     */
    Manifest manifest(String file, Form form, @Nullable AppName name, Map<String, Program> programs) {
        return new Manifest(file, new WantedApp(form.at(), name, resources, variables, List.of(), programs), notes);
    }
}
