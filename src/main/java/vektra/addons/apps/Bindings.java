package vektra.addons.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Template;
import vektra.model.name.AppName;
import vektra.model.service.ConfigVar;
import vektra.model.service.Service;

/** What an app has attached, in the words of the Service Binding specification for Kubernetes. */
public record Bindings(Engine engine, Providers providers) {
    /** What the specification calls the parts of a URL that it has other names for. */
    private static final Map<String, String> CALLED =
            Map.of("user", "username", "pass", "password", "name", "database");

    private static final Map<String, String> OF_SUFFIXES =
            Map.of("URL", "uri", "USER", "username", "PASS", "password", "NAME", "database");

    /**
     * An attachment.
     *
     * @param name the attachment's in lower case with dashes
     * @param entries names of files, and what they hold
     */
    public record Binding(String name, Map<String, String> entries) {}

    /**
     * Those of an app, without what is still being made.
     *
     * @param program of the app's manifest, which sees those that it is linked to; null for all of them
     */
    public List<Binding> of(AppName name, @Nullable String program) {
        App app = engine.lookup().app(name);
        Set<String> hidden = program == null ? Set.of() : app.hidden(program).orElse(Set.of());
        List<Binding> bindings = new ArrayList<>();
        for (Attachment attachment : app.attachments()) {
            Set<String> vars = attachment.vars().keySet();
            if (!vars.isEmpty() && !hidden.containsAll(vars)) {
                bindings.add(binding(attachment));
            }
        }
        return bindings;
    }

    private Binding binding(Attachment attachment) {
        Service service = providers.of(attachment.service()).service();
        Map<String, String> entries = new TreeMap<>();
        Map<String, String> parts = Template.parts(attachment);
        if (!parts.containsKey("port")) {
            // of a URL that names no server, what stands in the place of a host is none
            parts.remove("host");
        } else {
            entries.put("uri", service.longName() + "://" + parts.get("host") + ":" + parts.get("port"));
        }
        parts.forEach((part, value) -> entries.put(CALLED.getOrDefault(part, part), value));
        for (ConfigVar var : service.configVars()) {
            String suffix = var.suffix();
            if (suffix != null) {
                String value = attachment.vars().get(service.varName(attachment.name(), var));
                if (value != null) {
                    entries.put(OF_SUFFIXES.getOrDefault(suffix, word(suffix)), value);
                }
            }
        }
        entries.put("type", service.longName());
        entries.put("provider", "vektra");
        return new Binding(attachment.name().word(), entries);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
