package vektra.provider.s3;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import vektra.model.Failpoint;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Credentials;
import vektra.model.addon.Holdings;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.model.text.VektraException;
import vektra.provider.s3.server.Tree;
import vektra.spi.Ability;

/** What can be done with the objects of an add-on. */
record BucketData(Function<Server, Wire> wire)
        implements Ability.Movable, Ability.Backups, Ability.Portable, Ability.Actions {
    /** Whatever is in a bucket can be copied; one that is gone is refused. */
    @Override
    public void requireCopyable(Server from, Resource what) {
        Store.with(from, folder -> new Buckets(folder).of(what.id().brief()));
    }

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
            new Buckets(folder).settle(resource.id().brief());
            folder.letIn(resource.id().brief());
            return resource;
        });
    }

    /** Each object is as it was when the backup began, or as it was uploaded while that began. */
    @Override
    public Holdings dump(Server server, Resource resource, Path to, Resource scratch) {
        ping(server);
        return Store.with(
                server,
                folder -> new Buckets(folder)
                        .dump(resource.id().brief(), to, scratch.id().brief()));
    }

    @Override
    public String verify(Server server, Path dump) {
        return Buckets.verify(dump);
    }

    @Override
    public Holdings load(Server server, Resource empty, Path dump) {
        ping(server);
        return Store.with(server, folder -> new Buckets(folder).load(empty.id().brief(), dump));
    }

    @Override
    public void export(Server server, Resource resource, OutputStream to) {
        ping(server);
        Store.with(server, folder -> new Buckets(folder).export(resource.id().brief(), to));
    }

    @Override
    public String holds(Server server, Path file) {
        return Buckets.holds(file);
    }

    @Override
    public boolean takesAtOnce() {
        return false;
    }

    @Override
    public void take(Server server, Resource resource, Path file) {
        ping(server);
        Store.with(server, folder -> new Buckets(folder).take(resource.id().brief(), file));
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        shut(server, one);
        shut(server, other);
        Store.with(server, folder -> {
            Buckets buckets = new Buckets(folder);
            buckets.settle(one.id().brief());
            buckets.settle(other.id().brief());
            buckets.exchange(one.id().brief(), other.id().brief());
            return one;
        });
        admit(server, other);
        admit(server, one);
    }

    /** Objects with all that clients said of them; an upload in parts that is not finished must begin again. */
    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        ping(from);
        ping(to);
        Store.with(
                from,
                here -> Store.with(to, there -> {
                    var old = new Buckets(here).of(source.id().brief());
                    var fresh = new Buckets(there).of(target.id().brief());
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
                server, folder -> Tree.size(new Buckets(folder).of(resource.id().brief())));
        return ActionResult.figures("Figures of the bucket " + bucket, figures(size));
    }

    static Map<String, Figure> figures(Tree.Size size) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("objects", Figure.of(size.objects()));
        figures.put(Observation.SIZE, Figure.bytes(size.bytes()));
        return figures;
    }

    /** No change is under way then that began before. */
    private void ping(Server server) {
        wire.apply(server).version();
    }
}
