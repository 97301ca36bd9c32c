package vektra.manifest.apply;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.model.app.Template;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.VarName;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * Replaces {@code ${NAME}} in values of a manifest by config vars of the app. It is done to texts, after the file was read, so
 * that no value can change what the file says; one that is missing is INVALID.
 */
final class Interpolation {
    private final AppName app;
    private final Map<String, String> config;

    Interpolation(AppName app, Map<String, String> config) {
        this.app = app;
        this.config = config;
    }

    /** The text of a value. */
    String of(Value value) {
        return new Template(config).filled(value.text()).orElseThrow(() -> missing(value, first(value)));
    }

    private String first(Value value) {
        return Template.references(value.text()).stream()
                .filter(name -> name.indexOf('.') >= 0 || !config.containsKey(name))
                .findFirst()
                .orElse("");
    }

    /** Refuses a reference of a value that is to be replaced later, when it leads nowhere. */
    void check(Value value, List<DecidingResource> resources, Set<String> more) {
        for (String name : Template.references(value.text())) {
            int dot = name.indexOf('.');
            if (dot < 0 && !config.containsKey(name) && !more.contains(name)) {
                throw missing(value, name);
            } else if (dot >= 0) {
                DecidingResource resource = resources.stream()
                        .filter(one -> one.name().equals(name.substring(0, dot)))
                        .findFirst()
                        .orElseThrow(() -> missing(value, name));
                requirePart(value, name, resource);
            }
        }
    }

    private static void requirePart(Value value, String name, DecidingResource resource) {
        if (!resource.vars().contains(Template.variable(name))) {
            String prefix = resource.attachment() + "_";
            throw Form.wrong(
                    value.at(),
                    "${" + Shown.plain(name) + "} is missing: " + resource.name() + " has no such part",
                    "known: "
                            + String.join(
                                    ", ",
                                    resource.vars().stream()
                                            .filter(variable -> variable.startsWith(prefix))
                                            .map(variable ->
                                                    new AttachmentName(variable.substring(prefix.length())).word())
                                            .toList()));
        }
    }

    private VektraException missing(Value value, String name) {
        boolean variable = VarName.isValid(name);
        return Form.wrong(
                value.at(),
                "${" + Shown.plain(name) + "} is missing: "
                        + (variable ? app + " has no config var of that name" : "no resource of this file has it"),
                variable
                        ? Text.of(
                                "set it: ",
                                Next.of("config:set", name + "=VALUE").app(app))
                        : "use a config var, or a part of a resource such as ${main.host}");
    }
}
