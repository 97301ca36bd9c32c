package vektra.provider.rabbitmq;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Fault.Harm;
import vektra.model.addon.Resident;
import vektra.model.addon.Resource;
import vektra.model.name.Id;

/** Compares what a server has with what it should have; changes nothing. */
record Examination(Management api) {
    List<Fault> faults(Resource resource, Collection<Credentials> credentials) {
        String vhost = Names.vhost(resource);
        List<Fault> faults = new ArrayList<>();
        if (!api.exists("vhosts", vhost)) {
            faults.add(new Fault(Harm.DATA_LOST, "the vhost " + vhost + " of " + api.at() + " is gone", null));
        }
        for (Credentials login : credentials) {
            if (!api.as(login).opens(vhost)) {
                faults.add(new Fault(Harm.LOCKED_OUT, user(login) + " cannot enter the vhost " + vhost, login.id()));
            } else if (!mayAll(vhost, login.user())) {
                faults.add(new Fault(Harm.LOCKED_OUT, user(login) + " lacks rights in the vhost " + vhost, login.id()));
            }
        }
        return faults;
    }

    private String user(Credentials login) {
        return "the user " + login.user() + " of " + api.at();
    }

    private boolean mayAll(String vhost, String user) {
        return api.list("configure,write,read", "permissions", vhost, user).stream()
                .anyMatch(may -> may.size() == 3 && Set.copyOf(may.values()).equals(Set.of(".*")));
    }

    /** @param known the briefs of the add-ons whose vhosts are not looked into */
    Census census(Set<String> known) {
        Map<String, String> vhosts = Names.vhosts(api.names("vhosts"));
        Map<String, Map<Id, String>> logins = new TreeMap<>();
        vhosts.keySet().forEach(addon -> logins.put(addon, new LinkedHashMap<>()));
        Names.logins(api.names("users"))
                .values()
                .forEach(login -> logins.computeIfAbsent(login.addon(), addon -> new LinkedHashMap<>())
                        .put(Id.ofBrief(login.credentials()), login.user()));
        List<Resident> residents = new ArrayList<>();
        logins.forEach((addon, users) -> {
            String vhost = vhosts.get(addon);
            Resource resource = new Resource(Id.ofBrief(addon), "", Map.of());
            String holds = vhost == null || known.contains(addon) ? "" : new Vhost(api, vhost).holds();
            residents.add(new Resident(vhost == null ? addon : vhost, resource, users, holds));
        });
        return new Census(residents, List.of());
    }
}
