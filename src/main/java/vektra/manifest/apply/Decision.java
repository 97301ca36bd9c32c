package vektra.manifest.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vektra.manifest.wanted.Manifest;
import vektra.model.name.ServiceName;
import vektra.spi.Locks;

/**
 * What a manifest changes, decided and not yet done.
 *
 * @param services to be enabled, or given options, before the rest
 * @param acts in their order; none when the apps are as the manifest says
 * @param locks what must be held for them
 * @param notes what else there is to say
 */
public record Decision(
        Manifest manifest,
        List<Difference> differences,
        Map<ServiceName, Map<String, String>> services,
        List<Act> acts,
        Set<Locks.Name> locks,
        List<String> notes) {
    public Decision {
        differences = List.copyOf(differences);
        acts = List.copyOf(acts);
        locks = Set.copyOf(locks);
        notes = List.copyOf(notes);
    }

    /** The same once the services of an earlier one have been enabled. */
    Decision after(Decision earlier) {
        List<Difference> all = new ArrayList<>(
                earlier.differences().stream().filter(one -> one.app() == null).toList());
        all.addAll(differences);
        return new Decision(manifest, all, earlier.services(), acts, locks, notes);
    }

    /** Whether everything is as the manifest says. */
    public boolean isNothing() {
        return acts.isEmpty() && services.isEmpty();
    }
}
