package vektra.addons.core;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vektra.model.addon.Addon;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.text.Input;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Checks what an operator gave against the options that a service describes. */
public final class Options {
    private Options() {}

    /** Every option that has a default, with it. */
    public static Map<String, String> defaults(Service service) {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (ServiceOption option : service.options()) {
            if (option.defaultValue() != null) {
                defaults.put(option.name(), option.defaultValue());
            }
        }
        return defaults;
    }

    /** Those of an add-on's own server, for another one like it; two servers cannot have one port. */
    public static Map<String, String> like(Addon addon) {
        Server own = addon.server();
        Map<String, String> options = new TreeMap<>(own == null ? Map.of() : own.options());
        options.remove(ServerOptions.PORT);
        return options;
    }

    /** The given options in canonical form; an unknown one or a wrong value is INVALID. */
    public static Map<String, String> checked(Service service, Map<String, String> given) {
        Map<String, String> checked = new LinkedHashMap<>();
        given.forEach((name, value) -> checked.put(name, option(service, name).check(value)));
        return checked;
    }

    /** Options by the names that the service has for them, whatever their case and with or without dashes. */
    public static Map<String, String> respelled(Service service, Map<String, String> typed) {
        Map<String, String> named = new LinkedHashMap<>();
        typed.forEach((name, value) -> named.put(
                service.options().stream()
                        .map(ServiceOption::name)
                        .filter(known -> bare(known).equals(bare(name)))
                        .findFirst()
                        .orElse(name.toLowerCase(Locale.ROOT)),
                value));
        return named;
    }

    private static String bare(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    public static ServiceOption option(Service service, String name) {
        return service.option(name).orElseThrow(() -> {
            Text all = Text.of("see: ", Next.of("addons:options", service.name()));
            return VektraException.invalid(
                    Text.of(service.name() + " has no option ", Input.of(name)),
                    Nearest.to(
                                    name,
                                    service.options().stream()
                                            .map(ServiceOption::name)
                                            .toList())
                            .map(near -> Text.of("did you mean ", Input.of(near), "? ", all))
                            .orElse(all));
        });
    }
}
