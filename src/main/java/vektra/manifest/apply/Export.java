package vektra.manifest.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vektra.addons.core.Lookup;
import vektra.addons.core.Options;
import vektra.addons.provision.Assembler;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Declared;
import vektra.model.app.Program;
import vektra.model.logs.Drain;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.spi.Snapshot;

/** Writes the manifest of an app as it stands, without anything secret: applied elsewhere it gives the same. */
public final class Export {
    private final Assembler home;
    private final Lookup at;

    public Export(Assembler home) {
        this.home = home;
        this.at = home.engine().lookup();
    }

    /** The manifest of an app. */
    public String of(AppName name) {
        App app = at.app(name);
        Page page = new Page();
        page.line(0, "app", name.value());
        services(page, app);
        resources(page, app);
        Declared declared = app.declared();
        page.map(0, "variables", variables(declared));
        Set<String> required = new TreeSet<>(declared.required());
        required.addAll(app.userConfig().keySet());
        if (!required.isEmpty()) {
            page.list(0, "required", required);
        }
        if (!declared.programs().isEmpty()) {
            page.head(0, "programs");
            declared.programs().forEach((called, program) -> program(page, called, program));
        }
        drains(page, name);
        return page.text();
    }

    private static void program(Page page, String name, Program program) {
        Set<String> listed = program.listed();
        if (listed == null) {
            page.list(1, name, program.resources());
        } else {
            page.head(1, name);
            page.list(2, "resources", program.resources());
            page.list(2, "environment", listed);
        }
    }

    /** Those that the file said. */
    private Map<String, String> variables(Declared declared) {
        Map<String, String> variables = new TreeMap<>(declared.variables());
        for (Declared.Resource resource : declared.resources()) {
            Service service = home.providers().of(resource.service()).service();
            HostsUrl.template(service, resource.attachment())
                    .ifPresent(template -> variables.remove(HostsUrl.variable(resource.attachment()), template));
        }
        return variables;
    }

    private void services(Page page, App app) {
        Map<ServiceName, Map<String, String>> services = new TreeMap<>();
        for (Addon addon : app.addons()) {
            at.at()
                    .service(addon.service())
                    .map(EnabledService::server)
                    .filter(Server::managed)
                    .map(server -> special(addon.service(), server.options()))
                    .filter(options -> !options.isEmpty())
                    .ifPresent(options -> services.put(addon.service(), options));
        }
        if (!services.isEmpty()) {
            page.head(0, "services");
            services.forEach((name, options) -> page.map(1, name.value(), options));
        }
    }

    /** The options that are not as they always are, and that a file may set. */
    private Map<String, String> special(ServiceName name, Map<String, String> options) {
        Service service = home.providers().of(name).service();
        Map<String, String> special = new TreeMap<>(options);
        special.keySet()
                .removeIf(option ->
                        service.option(option).filter(ServiceOption::forAddons).isEmpty());
        Options.defaults(service).forEach(special::remove);
        return special;
    }

    private void resources(Page page, App app) {
        Map<String, List<String>> resources = new LinkedHashMap<>();
        Map<AddonName, String> first = new LinkedHashMap<>();
        List<Attachment> attachments = new ArrayList<>(app.attachments());
        attachments.sort(Comparator.comparing(attachment -> attachment.name().value()));
        for (Attachment attachment : attachments) {
            Addon addon = at.requiredAddon(app, attachment);
            Page one = new Page();
            String before = first.putIfAbsent(addon.name(), attachment.name().value());
            boolean own = app.addon(addon.name()).isPresent();
            if (before != null || !own) {
                one.line(2, "from", before == null ? others(addon.name()) : app.name() + "::" + before);
            } else {
                made(one, app, addon);
            }
            resources.put(attachment.name().word(), one.lines());
        }
        for (Declared.Resource declared : app.declared().resources()) {
            if (declared.wanted() && !resources.containsKey(declared.name())) {
                Page one = new Page();
                one.line(2, "type", declared.service().value());
                resources.put(declared.name(), one.lines());
            }
        }
        if (!resources.isEmpty()) {
            page.head(0, "resources");
            resources.forEach((name, lines) -> {
                page.head(1, name);
                page.add(lines);
            });
        }
    }

    private void made(Page page, App app, Addon addon) {
        page.line(2, "type", addon.fullPlan());
        Map<String, String> options = new TreeMap<>();
        Server own = addon.server();
        if (own != null) {
            options.putAll(special(addon.service(), own.options()));
            at.at()
                    .service(addon.service())
                    .map(EnabledService::server)
                    .ifPresent(shared -> options.entrySet()
                            .removeIf(option ->
                                    option.getValue().equals(shared.options().get(option.getKey()))));
        }
        if (app.declared().guarding(addon.id()).isPresent()) {
            options.put("deletionProtection", "true");
        }
        app.declared().storage(addon.id()).ifPresent(storage -> options.put("storage", storage.text()));
        page.map(2, "options", options);
        if (addon.expiresAt() != null) {
            long minutes = Math.max(
                    1,
                    Duration.between(home.history().now(), addon.expiresAt())
                            .plusSeconds(59)
                            .toMinutes());
            page.line(2, "lease", minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m");
        }
    }

    /** As the app that owns it sees it, which can be the same elsewhere; else by its own name. */
    private String others(AddonName name) {
        Optional<App> owner = at.at()
                .owner(name)
                .map(Snapshot.Owned::app)
                .flatMap(app -> at.at().app(app));
        return owner.flatMap(app -> app.attachmentsOf(name).stream()
                        .findFirst()
                        .map(attachment -> app.name() + "::" + attachment.name()))
                .orElse(name.value());
    }

    private void drains(Page page, AppName name) {
        List<Drain> drains = at.at().drains().stream()
                .filter(drain -> name.equals(drain.app()))
                .toList();
        if (drains.isEmpty()) {
            return;
        }
        page.head(0, "drains");
        for (Drain drain : drains) {
            Map<String, String> lines = new LinkedHashMap<>();
            lines.put("service", drain.service().value());
            lines.put("url", drain.target());
            Map<String, String> options = new TreeMap<>(drain.options());
            Options.defaults(home.providers().drains().of(drain.service()).service())
                    .forEach(options::remove);
            options.remove("ssl");
            lines.putAll(options);
            page.map(1, drain.name().value(), lines);
            if (drain.secret() != null) {
                page.comment(2, "its secret is not written here: add it to the URL, or as token or secret");
            }
        }
    }
}
