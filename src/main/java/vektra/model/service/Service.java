package vektra.model.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * The description of a service: everything the faces need to offer it without knowing its provider.
 *
 * @param attachment the name of an app's default attachment, such as {@code DATABASE}
 * @param plans the default plan first
 * @param actions what it can do with an add-on, beyond giving and taking it
 * @param shipsLogs whether it is a drain: its lines are those of all apps, and no app is bound to it
 * @param elsewhere what other tools call it
 */
public record Service(
        ServiceName name,
        String title,
        String description,
        AttachmentName attachment,
        List<Plan> plans,
        List<ServiceOption> options,
        List<ConfigVar> configVars,
        List<Action> actions,
        boolean shipsLogs,
        Elsewhere elsewhere) {

    /** A service with servers that apps are bound to. */
    public Service(
            ServiceName name,
            String title,
            String description,
            AttachmentName attachment,
            List<Plan> plans,
            List<ServiceOption> options,
            List<ConfigVar> configVars,
            List<Action> actions) {
        this(name, title, description, attachment, plans, options, configVars, actions, false, Elsewhere.UNKNOWN);
    }

    /** The same service, which other tools know. */
    public Service known(Elsewhere as) {
        return new Service(name, title, description, attachment, plans, options, configVars, actions, shipsLogs, as);
    }

    public Plan defaultPlan() {
        return plans.get(0);
    }

    public Plan plan(String wanted) {
        return plans.stream()
                .filter(plan -> plan.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> VektraException.notFound(
                        "no plan called " + Shown.quoted(wanted) + " for " + name,
                        "known: "
                                + String.join(
                                        ", ",
                                        plans.stream()
                                                .map(p -> name + ":" + p.name())
                                                .toList())));
    }

    /** What programs call it, such as in URLs: by the longer one of its names, where its own is the beginning of one. */
    public String longName() {
        return elsewhere.names().stream()
                .filter(other -> other.startsWith(name.value()))
                .findFirst()
                .orElse(name.value());
    }

    /** The action of that name; an unknown one is NOT_FOUND and names the known ones. */
    public Action action(String wanted) {
        return actions.stream()
                .filter(action -> action.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> VektraException.notFound(
                        name + " has no action called " + Shown.quoted(wanted),
                        actions.isEmpty()
                                ? null
                                : "known: "
                                        + String.join(
                                                ", ",
                                                actions.stream()
                                                        .map(Action::name)
                                                        .toList())));
    }

    public Optional<ServiceOption> option(String wanted) {
        return options.stream().filter(option -> option.name().equals(wanted)).findFirst();
    }

    /** The names of the variables that an attachment under the given name must have to itself. */
    public Set<String> varNames(AttachmentName as) {
        Map<String, String> names = new LinkedHashMap<>();
        configVars.stream().filter(var -> !var.common()).forEach(var -> names.put(var.name(), var.name()));
        return varsFor(as, names).keySet();
    }

    /** Those of the variables that an attachment sets beside these: common ones stay with the one that set them first. */
    public Map<String, String> beside(Map<String, String> config, Map<String, String> vars) {
        Map<String, String> own = new LinkedHashMap<>(vars);
        for (ConfigVar var : configVars) {
            String there = config.get(var.name());
            if (var.common() && there != null && !there.equals(vars.get(var.name()))) {
                own.remove(var.name());
            }
        }
        return own;
    }

    /** The variables of an attachment under the given name, from their values under the documented names. */
    public Map<String, String> varsFor(AttachmentName as, Map<String, String> documented) {
        Map<String, String> vars = new LinkedHashMap<>();
        for (ConfigVar var : configVars) {
            String value = documented.get(var.name());
            if (value == null) {
                continue;
            }
            String name = varName(as, var);
            if (name != null) {
                vars.put(name, value);
            }
        }
        return vars;
    }

    /** What an attachment of that name calls a variable; null where it has none of it. */
    public @Nullable String varName(AttachmentName as, ConfigVar var) {
        if (as.equals(attachment)) {
            return var.name();
        }
        return var.suffix() == null ? null : as + "_" + var.suffix();
    }
}
