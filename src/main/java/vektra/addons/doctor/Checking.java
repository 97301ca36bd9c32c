package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Fault.Harm;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.spi.AddonProvider;

/** What the doctor asks a provider; of one that checks nothing itself it compares what every provider reports. */
record Checking(AddonProvider provider) {
    List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return provider.abilities()
                .checks()
                .map(able -> able.examine(server, resource, credentials))
                .orElseGet(() -> compared(provider.inspect(server, resource), credentials));
    }

    private static List<Fault> compared(Observation seen, Collection<Credentials> credentials) {
        if (!seen.exists()) {
            return List.of(new Fault(Harm.DATA_LOST, "its server has nothing of it", null));
        }
        List<Fault> faults = new ArrayList<>();
        for (Credentials one : credentials) {
            if (!one.user().isEmpty() && !seen.attachments().contains(one.id().brief())) {
                faults.add(new Fault(Harm.LOCKED_OUT, "its server does not know " + one.user(), one.id()));
            }
        }
        return faults;
    }

    /** Empty for a provider that cannot list what is on a server. */
    Census census(Server server, Set<String> known) {
        return provider.abilities()
                .checks()
                .map(able -> able.census(server, known))
                .orElseGet(() -> new Census(List.of(), List.of()));
    }
}
