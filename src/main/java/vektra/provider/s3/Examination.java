package vektra.provider.s3;

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
import vektra.model.text.Shown;
import vektra.provider.s3.server.DataFolder;
import vektra.provider.s3.server.Tree;

/** Compares what a server has with what it should have; changes nothing. */
record Examination(Wire wire, Server server) {
    List<Fault> faults(Resource resource, Collection<Credentials> credentials) {
        String bucket = Names.bucket(resource);
        String held = Store.with(
                server, folder -> String.valueOf(folder.bucketOf(resource.id().brief())));
        List<Fault> faults = new ArrayList<>();
        if (!held.equals(bucket)) {
            faults.add(new Fault(
                    Harm.DATA_LOST, "the bucket " + bucket + " of S3 at " + server.host() + " is gone", null));
        }
        for (Credentials login : credentials) {
            if (!wire.opens(S3Service.accessKey(login), bucket)) {
                faults.add(new Fault(
                        Harm.LOCKED_OUT,
                        "the access key " + login.user() + " does not open the bucket " + bucket + " of S3 at "
                                + server.host(),
                        login.id()));
            }
        }
        return faults;
    }

    /** @param known the briefs of the add-ons whose buckets are not looked into */
    Census census(Set<String> known) {
        return Store.with(server, folder -> {
            Map<String, Map<Id, String>> logins = new TreeMap<>();
            for (String addon : folder.addons()) {
                logins.put(addon, new LinkedHashMap<>());
            }
            for (DataFolder.Key key : folder.keysOf(null)) {
                logins.computeIfAbsent(key.addon(), addon -> new LinkedHashMap<>())
                        .put(Id.ofBrief(AccessKey.credentials(key.accessKey())), key.accessKey());
            }
            List<Resident> residents = new ArrayList<>();
            for (Map.Entry<String, Map<Id, String>> one : logins.entrySet()) {
                String bucket = folder.bucketOf(one.getKey());
                String name = bucket == null ? one.getKey() : bucket;
                Resource resource = new Resource(Id.ofBrief(one.getKey()), "", Map.of());
                Tree.Size size = bucket == null || known.contains(one.getKey())
                        ? new Tree.Size(0, 0)
                        : Tree.size(folder.bucket(one.getKey(), bucket));
                residents.add(new Resident(name, resource, one.getValue(), holds(size)));
            }
            return new Census(residents, List.of());
        });
    }

    private static String holds(Tree.Size size) {
        return size.objects() == 0 ? "" : Shown.counted(size.objects(), "object");
    }
}
