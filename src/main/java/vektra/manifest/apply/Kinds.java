package vektra.manifest.apply;

import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import vektra.addons.core.Providers;
import vektra.manifest.format.OtherNames;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.model.name.ServiceName;
import vektra.model.service.Elsewhere;
import vektra.model.service.Service;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Finds the service that a type means, by its own name or by one that other tools have for it. */
final class Kinds {
    private final Providers providers;

    Kinds(Providers providers) {
        this.providers = providers;
    }

    /** The service that a type names, whatever plan follows it; empty when there is none. */
    Optional<Service> find(String type) {
        String word = type.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        String name = OtherNames.ours(Elsewhere.withoutVendor(word));
        if (providers.names().contains(name)) {
            return Optional.of(providers.of(new ServiceName(name)).service());
        }
        return providers.names().stream()
                .map(one -> providers.of(new ServiceName(one)).service())
                .filter(service -> service.elsewhere().names().contains(name))
                .findFirst();
    }

    /** The same of a type that must name one. */
    Service required(Value type) {
        return find(type.text())
                .orElseThrow(() -> VektraException.notFound(
                        type.at() + ": no service called " + Shown.quoted(type.text()),
                        Nearest.hint(type.text(), new TreeSet<>(providers.names()))));
    }

    /** The plan that a type names; empty without one, and for one that the service does not have. */
    static String plan(Service service, Value type, boolean foreign) {
        int colon = type.text().indexOf(':');
        if (colon < 0) {
            return "";
        }
        String plan = type.text().substring(colon + 1);
        boolean known = service.plans().stream().anyMatch(one -> one.name().equals(plan));
        if (!known && !foreign) {
            throw Form.wrong(
                    type.at(),
                    "no plan called " + Shown.quoted(plan) + " for " + service.name(),
                    "known: "
                            + String.join(
                                    ", ",
                                    service.plans().stream()
                                            .map(one -> service.name() + ":" + one.name())
                                            .toList()));
        }
        return known ? plan : "";
    }
}
