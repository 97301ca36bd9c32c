package vektra.provider.s3;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vektra.model.ActionResult;
import vektra.model.Census;
import vektra.model.Credentials;
import vektra.model.Failpoint;
import vektra.model.Fault;
import vektra.model.Figure;
import vektra.model.Id;
import vektra.model.Observation;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Service;
import vektra.model.VektraException;
import vektra.provider.s3.server.DataFolder;
import vektra.provider.s3.server.DataFolder.Key;
import vektra.provider.s3.server.Tree;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/**
 * Gives apps buckets. Server and provider share the server's folder: what the provider writes there counts at the next
 * request, and no secret is ever sent.
 */
public final class S3Provider implements AddonProvider, Ability.Movable, Ability.Checks, Ability.Actions {
    private final Duration timeout;
    private final ServerRecipe recipe = new S3Recipe();

    public S3Provider(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Service service() {
        return S3Service.DESCRIPTION;
    }

    @Override
    public ServerRecipe recipe() {
        return recipe;
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this);
    }

    /** Refuses: an access key for each app is nothing that S3's protocol could ask for. */
    @Override
    public Server adopt(String url, Map<String, String> options) {
        throw VektraException.invalid(
                "a server of S3 that runs elsewhere cannot be adopted: its protocol makes no access keys",
                "set its variables for the app instead, as they were given to you");
    }

    @Override
    public String ping(Server server) {
        return wire(server).version(server);
    }

    @Override
    public void configure(Server server) {
        ping(server);
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        ping(server);
        String bucket = Store.with(server, folder -> {
            String addon = wanted.id().brief();
            String held = folder.bucketOf(addon);
            String name = held == null ? Names.bucket(wanted) : held;
            folder.make(addon, name);
            return name;
        });
        Failpoint.reached("s3: bucket made");
        return new Resource(wanted.id(), wanted.label(), Map.of(Names.FACT, bucket));
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        ping(server);
        String addon = resource.id().brief();
        Store.with(server, folder -> {
            for (Key key : folder.keysOf(addon)) {
                folder.deleteKey(key.accessKey());
            }
            return addon;
        });
        Failpoint.reached("s3: access keys deleted");
        // uploads that passed before have ended then, and no other comes
        ping(server);
        Store.with(server, folder -> {
            folder.delete(addon);
            folder.letIn(addon);
            return addon;
        });
        Failpoint.reached("s3: bucket deleted");
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        ping(server);
        String addon = resource.id().brief();
        Credentials made = new Credentials(credentials, DataFolder.accessKey(credentials.brief()), fresh);
        AccessKey key = AccessKey.of(made);
        boolean shut = Store.with(server, folder -> {
            String bucket = folder.bucketOf(addon);
            if (bucket == null) {
                throw VektraException.refused(
                        "the bucket " + Names.bucket(resource) + " of S3 at " + server.host() + " is gone", null, null);
            }
            folder.write(new Key(key.id(), addon, bucket, key.secret().reveal()));
            return folder.isShut(addon);
        });
        Failpoint.reached("s3: access key made");
        if (!shut && !wire(server).opens(key, Names.bucket(resource))) {
            throw VektraException.refused(
                    "S3 at " + server.host() + " refuses an access key that was just made", null, null);
        }
        return made;
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        ping(server);
        Store.with(server, folder -> {
            folder.deleteKey(DataFolder.accessKey(credentials.brief()));
            return credentials;
        });
        Failpoint.reached("s3: access key deleted");
        ping(server);
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        ping(server);
        String addon = resource.id().brief();
        return Store.with(server, folder -> {
            String bucket = folder.bucketOf(addon);
            Set<String> live = new TreeSet<>();
            for (Key key : folder.keysOf(addon)) {
                live.add(DataFolder.credentials(key.accessKey()));
            }
            return bucket == null
                    ? new Observation(false, live, Map.of())
                    : new Observation(true, live, figures(Tree.size(folder.bucket(addon, bucket))));
        });
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        ping(server);
        return new Examination(wire(server), server).faults(resource, credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        ping(server);
        return new Examination(wire(server), server).census(known);
    }

    /** Whatever is in a bucket can be copied. */
    @Override
    public void requireCopyable(Server from, Resource what) {}

    @Override
    public void shut(Server server, Resource resource) {
        ping(server);
        String addon = resource.id().brief();
        Store.with(server, folder -> {
            if (folder.bucketOf(addon) != null) {
                folder.shutOut(addon);
            }
            return addon;
        });
        Failpoint.reached("s3: bucket shut");
        ping(server);
    }

    @Override
    public void admit(Server server, Resource resource) {
        ping(server);
        Store.with(server, folder -> {
            folder.letIn(resource.id().brief());
            return resource;
        });
    }

    /** Objects with all that clients said of them; an upload in parts that is not finished must begin again. */
    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        ping(from);
        ping(to);
        Store.with(
                from,
                here -> Store.with(to, there -> {
                    var old = here.bucket(source.id().brief(), Names.bucket(source));
                    var fresh = there.bucket(target.id().brief(), Names.bucket(target));
                    Tree.copy(old, fresh);
                    if (!Tree.size(old).equals(Tree.size(fresh))) {
                        throw VektraException.unavailable(
                                "not all objects of " + Names.bucket(source) + " arrived at S3 at " + to.host(),
                                null,
                                null);
                    }
                    return target;
                }));
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        ping(server);
        String bucket = Names.bucket(resource);
        Tree.Size size = Store.with(
                server, folder -> Tree.size(folder.bucket(resource.id().brief(), bucket)));
        return ActionResult.figures("Figures of the bucket " + bucket, figures(size));
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        AccessKey key = AccessKey.of(credentials);
        String secret = key.secret().reveal();
        String endpoint = "http://" + server.host();
        String bucket = Names.bucket(resource);
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put("S3_URL", "s3://" + key.id() + ":" + secret + "@" + bucket);
        vars.put("S3_ENDPOINT", endpoint);
        vars.put("S3_REGION", S3Service.REGION);
        vars.put("S3_BUCKET", bucket);
        vars.put("S3_ACCESS_KEY_ID", key.id());
        vars.put("S3_SECRET_ACCESS_KEY", secret);
        vars.put("AWS_ENDPOINT_URL_S3", endpoint);
        vars.put("AWS_REGION", S3Service.REGION);
        vars.put("AWS_ACCESS_KEY_ID", key.id());
        vars.put("AWS_SECRET_ACCESS_KEY", secret);
        return vars;
    }

    private static Map<String, Figure> figures(Tree.Size size) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("objects", Figure.of(size.objects()));
        figures.put("size", Figure.bytes(size.bytes()));
        return figures;
    }

    private Wire wire(Server server) {
        return new Wire(server.host(), timeout);
    }
}
