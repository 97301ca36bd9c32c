package vektra.model.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AttachmentName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.text.Values;

/**
 * What the manifest of an app says, as it was applied last.
 *
 * @param variables values of config vars, in which {@code ${resource.part}} and {@code ${NAME}} are replaced when they are
 * read; a config var of the app goes before them
 * @param required variables that the user must have set
 * @param programs what each program of the app sees, where the manifest says so
 * @param postdeployed whether the script that a manifest runs once per app has run
 */
public record Declared(
        List<Resource> resources,
        Map<String, String> variables,
        List<String> required,
        Map<String, Program> programs,
        List<DrainName> drains,
        boolean postdeployed) {
    public static final Declared NOTHING = new Declared(List.of(), Map.of(), List.of(), Map.of(), List.of(), false);

    public Declared {
        resources = List.copyOf(resources);
        variables = Values.sorted(variables);
        required = List.copyOf(required);
        programs = new TreeMap<>(programs);
        drains = List.copyOf(drains);
    }

    /**
     * A resource of the manifest.
     *
     * @param addon what stands behind it, also while it is not attached; null when that is the user's own
     * @param wanted whether the manifest still has it
     * @param guarded whether its data are not to be destroyed
     * @param storage how much its data should be at most, as the manifest has it; null where that does not say
     */
    public record Resource(
            String name,
            ServiceName service,
            @Nullable Id addon,
            boolean wanted,
            boolean guarded,
            @Nullable Storage storage) {
        // written out, as that of the whole is
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Resource that
                    && name.equals(that.name)
                    && service.equals(that.service)
                    && Objects.equals(addon, that.addon)
                    && wanted == that.wanted
                    && guarded == that.guarded
                    && Objects.equals(storage, that.storage);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        /** One whose size no manifest limits. */
        public Resource(String name, ServiceName service, @Nullable Id addon, boolean wanted, boolean guarded) {
            this(name, service, addon, wanted, guarded, null);
        }

        /** The name that its variables begin with. */
        public AttachmentName attachment() {
            return AttachmentName.typed(name);
        }

        /** The same once the manifest has it no longer. */
        public Resource dropped() {
            return new Resource(name, service, addon, false, false);
        }

        /** The same of another add-on. */
        public Resource of(@Nullable Id other) {
            return new Resource(name, service, other, wanted, guarded, storage);
        }

        /** The same without protection of its data. */
        public Resource unguarded() {
            return new Resource(name, service, addon, wanted, false, storage);
        }
    }

    // written out: what records are compared by is linked at run time, and each manifest applied again would pay for
    // that
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Declared that
                && resources.equals(that.resources)
                && variables.equals(that.variables)
                && required.equals(that.required)
                && programs.equals(that.programs)
                && drains.equals(that.drains)
                && postdeployed == that.postdeployed;
    }

    @Override
    public int hashCode() {
        return Objects.hash(resources, variables, required);
    }

    public boolean isNothing() {
        return resources.isEmpty()
                && variables.isEmpty()
                && required.isEmpty()
                && programs.isEmpty()
                && drains.isEmpty()
                && !postdeployed;
    }

    /** The same once the script that runs once has run. */
    public Declared afterPostdeploy() {
        return new Declared(resources, variables, required, programs, drains, true);
    }

    public Optional<Resource> resource(String name) {
        return resources.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The resource that guards the data of an add-on. */
    public Optional<Resource> guarding(Id addon) {
        return resources.stream()
                .filter(one -> one.guarded() && addon.equals(one.addon()))
                .findFirst();
    }

    /** How much the data of an add-on should be at most; empty where the manifest does not say. */
    public Optional<Storage> storage(Id addon) {
        return resources.stream()
                .filter(one -> one.wanted() && addon.equals(one.addon()))
                .flatMap(one -> Optional.ofNullable(one.storage()).stream())
                .findFirst();
    }

    /** The variables that a manifest gives an app beside those; what leads nowhere is left out. */
    Map<String, String> values(Map<String, String> config) {
        Map<String, String> values = new TreeMap<>();
        Template template = new Template(config);
        for (Resource resource : resources) {
            if (resource.wanted()) {
                values.putAll(template.parts(resource.attachment()));
            }
        }
        variables.forEach((name, text) -> template.filled(text).ifPresent(value -> values.put(name, value)));
        values.keySet().removeAll(config.keySet());
        return values;
    }

    /**
     * The variables that a program of the app does not see: those of resources that it is not linked to.
     *
     * @param own the variables that the attachment of that name sets
     */
    Set<String> hidden(List<String> links, Function<AttachmentName, Set<String>> own) {
        Set<String> hidden = new TreeSet<>();
        for (Resource resource : resources) {
            if (resource.wanted() && !links.contains(resource.name())) {
                hidden.addAll(own.apply(resource.attachment()));
                hidden.addAll(Template.partNames(resource.attachment()));
            }
        }
        variables.forEach((name, text) -> {
            for (String reference : Template.references(text)) {
                int dot = reference.indexOf('.');
                String resource = dot < 0 ? "" : reference.substring(0, dot);
                if (dot >= 0 && !links.contains(resource) && !links.contains(resource + ":" + name)) {
                    hidden.add(name);
                }
            }
        });
        return hidden;
    }

    /** Whether a variable is made of what a resource sets. */
    boolean refersTo(AttachmentName resource, String var) {
        return Template.references(variables.getOrDefault(var, "")).stream()
                .filter(reference -> reference.indexOf('.') > 0)
                .map(reference -> reference.substring(0, reference.indexOf('.')))
                .anyMatch(name -> AttachmentName.typed(name).equals(resource));
    }

    /** The user's variables, and those by default, that a program does not see since its list leaves them out. */
    Set<String> unlisted(Program program, Set<String> own) {
        if (program.list().isEmpty()) {
            return Set.of();
        }
        Set<String> unlisted = new TreeSet<>(own);
        variables.forEach((name, text) -> {
            if (Template.references(text).stream().noneMatch(reference -> reference.indexOf('.') >= 0)) {
                unlisted.add(name);
            }
        });
        unlisted.removeAll(program.list().get());
        resources.stream()
                .filter(Resource::wanted)
                .forEach(resource -> unlisted.removeAll(Template.partNames(resource.attachment())));
        return unlisted;
    }

    /** The required variables that those lack. */
    public List<String> missing(Map<String, String> vars) {
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(vars.keySet());
        return missing;
    }

    /** The required variables of a program that those lack. */
    public List<String> missing(String program, Map<String, String> vars) {
        List<String> missing = missing(vars);
        Program known = programs.get(program);
        return known == null ? missing : known.seen(missing);
    }
}
