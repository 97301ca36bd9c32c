package vektra.provider.s3;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vektra.aws.AccessKey;
import vektra.model.Failpoint;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Client;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.program.AwsCli;
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
public final class S3Provider implements AddonProvider, Ability.Checks, Ability.Shell, Ability.Forms {
    private final Duration timeout;
    private final Path authority;
    private final Trial trial;
    private final ServerRecipe recipe = new S3Recipe();

    /** @param authority the file by which servers that require TLS are verified */
    public S3Provider(Duration timeout, Path authority) {
        this.timeout = timeout;
        this.authority = authority;
        this.trial = new Trial(authority);
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
        return Abilities.of(this, trial, new BucketData(this::wire));
    }

    /** Refuses: an access key for each app is nothing that S3's protocol could ask for. */
    @Override
    public Server adopt(String url, Map<String, String> options) {
        throw VektraException.invalid(
                "s3 cannot be adopted: S3's protocol creates no access keys, so that all apps would share the one in the URL",
                Text.of(
                        "give each app the variables of a bucket and a key that its operator made: ",
                        Next.of("config:set", "S3_BUCKET=…", "S3_ACCESS_KEY_ID=…", "S3_SECRET_ACCESS_KEY=…")
                                .app("APP")));
    }

    @Override
    public String ping(Server server) {
        return wire(server).version();
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
            new Buckets(folder).settle(addon);
            String held = folder.bucketOf(addon);
            String name = held == null ? Names.bucket(wanted) : held;
            folder.make(addon, name);
            return name;
        });
        Failpoint.reached("s3: bucket made");
        return wanted.with(Map.of(Names.FACT, bucket));
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
            new Buckets(folder).settle(addon);
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
        Credentials made = new Credentials(credentials, AccessKey.id(credentials.brief()), fresh);
        AccessKey key = S3Service.accessKey(made);
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
            folder.deleteKey(AccessKey.id(credentials.brief()));
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
                live.add(AccessKey.credentials(key.accessKey()));
            }
            return bucket == null
                    ? new Observation(false, live, Map.of())
                    : new Observation(true, live, BucketData.figures(Tree.size(folder.bucket(addon, bucket))));
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

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return S3Service.values(server, Names.bucket(resource), S3Service.accessKey(credentials));
    }

    /** Lists what is in the bucket. */
    @Override
    public Client client(Server server, Resource resource, Credentials credentials) {
        return AwsCli.of(
                server.httpUrl(),
                look(resource),
                configVars(server, resource, credentials),
                server.requiresTls() ? authority : null);
    }

    private static List<String> look(Resource resource) {
        return List.of("s3", "ls", "s3://" + Names.bucket(resource));
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return Map.of("aws", AwsCli.shown(server.httpUrl(), look(resource)));
    }

    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path verifiedBy) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("tls", "AWS_ENDPOINT_URL_S3=https://" + server.host());
        forms.put("ca", "AWS_CA_BUNDLE=" + verifiedBy);
        return forms;
    }

    private Wire wire(Server server) {
        return new Wire(server, authority, timeout);
    }
}
