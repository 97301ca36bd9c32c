package vektra.provider.sqs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vektra.aws.AccessKey;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Fault.Harm;
import vektra.model.addon.Resident;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Space;

/** Compares what a server has with what it should have; changes nothing. */
record Examination(Wire wire, QueueFlavor flavor, Server server) {
    List<Fault> faults(Resource resource, Collection<Credentials> credentials) {
        boolean there = Store.with(server, folder -> folder.space(resource.id().brief()) != null);
        List<Fault> faults = new ArrayList<>();
        String where = " of " + flavor.title() + " at " + server.host();
        if (!there) {
            faults.add(new Fault(
                    Harm.DATA_LOST, "the " + flavor.many() + " of " + resource.label() + where + " are gone", null));
        }
        for (Credentials login : credentials) {
            if (!wire.opens(QueueService.accessKey(login))) {
                faults.add(new Fault(
                        Harm.LOCKED_OUT,
                        "the access key " + login.user() + " does not open the " + flavor.many() + " of "
                                + resource.label() + where,
                        login.id()));
            }
        }
        return faults;
    }

    /** @param known the briefs of the add-ons that are not looked into */
    Census census(Set<String> known) {
        Map<String, String> labels = new TreeMap<>();
        Map<String, Map<Id, String>> logins = Store.with(server, folder -> {
            Map<String, Map<Id, String>> found = new TreeMap<>();
            for (Space space : folder.addons()) {
                labels.put(space.addon(), space.label());
                found.put(space.addon(), new LinkedHashMap<>());
            }
            for (DataFolder.Key key : folder.keysOf(null)) {
                found.computeIfAbsent(key.addon(), addon -> new LinkedHashMap<>())
                        .put(Id.ofBrief(AccessKey.credentials(key.accessKey())), key.accessKey());
            }
            return found;
        });
        Statistics statistics = new Statistics(wire, flavor);
        List<Resident> residents = new ArrayList<>();
        logins.forEach((addon, keys) -> {
            String label = labels.getOrDefault(addon, "");
            residents.add(new Resident(
                    label.isEmpty() ? addon : label + "-" + addon,
                    new Resource(Id.ofBrief(addon), "", Map.of()),
                    keys,
                    known.contains(addon) ? "" : statistics.holds(addon)));
        });
        return new Census(residents, List.of());
    }
}
