package vektra.addons.apps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.addons.core.SpaceRules;
import vektra.model.app.Space;
import vektra.model.app.SpaceSettings;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/**
 * The spaces and what they comply with. An app is in the space that its name ends in: {@code note-prod} in {@code prod},
 * once there is one called so. A plan may ask for tags that a space must have.
 */
public record Spaces(Engine engine, Providers providers) {
    /** A space with the apps that are in it. */
    public record Row(Space space, List<AppName> apps) {}

    /**
     * The result of a change of a space.
     *
     * @param already whether it was so before
     */
    public record Changed(Space space, boolean already) {}

    /**
     * The result of a change of a plan.
     *
     * @param plan with its service, such as {@code SERVICE:shared}
     * @param already whether it was so before
     */
    public record PlanTags(String plan, List<Tag> tags, boolean already) {}

    /** Every space, sorted by name. */
    public List<Row> list() {
        Snapshot at = engine.read();
        List<AppName> apps = at.appNames();
        return at.spaces().spaces().stream()
                .map(space -> new Row(space, apps.stream().filter(space::has).toList()))
                .toList();
    }

    /** Makes a space; again with the same tags is no error. */
    public Changed create(SpaceName name, Collection<Tag> tags) {
        Space wanted = new Space(name, List.copyOf(tags));
        boolean changed = change("spaces:create", before -> {
            Optional<Space> known = before.space(name);
            if (known.isPresent() && !known.get().equals(wanted)) {
                throw VektraException.conflict(
                        "the space " + name + " already exists, with "
                                + SpaceRules.listed(known.get().tags()),
                        Text.of(
                                "change its tags: ",
                                Next.of("spaces:tag", name, "TAG…").with("remove", "TAG")));
            }
            return before.with(wanted);
        });
        return new Changed(wanted, !changed);
    }

    /** Gives a space tags and takes others away, for add-ons and attachments made from now on. */
    public Changed tag(SpaceName name, Collection<Tag> more, Collection<Tag> gone) {
        boolean changed = change("spaces:tag", before -> {
            Space space = known(before, name);
            return before.with(new Space(name, tagged(space.tags(), more, gone)));
        });
        return new Changed(known(engine.read().spaces(), name), !changed);
    }

    /** Forgets a space that no app is in. */
    public void destroy(SpaceName name) {
        change("spaces:destroy", before -> {
            Space space = known(before, name);
            List<AppName> apps =
                    engine.read().appNames().stream().filter(space::has).toList();
            if (!apps.isEmpty()) {
                throw VektraException.conflict(
                        "apps are in the space " + name + ": "
                                + apps.stream().map(AppName::value).collect(Collectors.joining(", ")),
                        "rename or destroy them first");
            }
            return before.without(name);
        });
    }

    /** Gives a plan tags and takes others away, for add-ons made from now on. */
    public PlanTags tagPlan(ServiceName service, String plan, Collection<Tag> more, Collection<Tag> gone) {
        providers.of(service).service().plan(plan);
        boolean changed = change(
                "plans:tag", before -> before.with(service, plan, tagged(before.ofPlan(service, plan), more, gone)));
        return new PlanTags(service + ":" + plan, ofPlan(service, plan), !changed);
    }

    /** The tags that a plan asks for. */
    public List<Tag> ofPlan(ServiceName service, String plan) {
        return engine.read().spaces().ofPlan(service, plan);
    }

    /** Returns whether anything changed. */
    private boolean change(String command, UnaryOperator<SpaceSettings> change) {
        try (Store.Session session = engine.open(List.of(Locks.Name.SPACES))) {
            SpaceSettings before = session.spaces();
            SpaceSettings after = change.apply(before);
            if (after.equals(before)) {
                return false;
            }
            session.commit(command, List.of(new Store.Write.PutSpaces(after)), List.of());
            return true;
        }
    }

    private static Space known(SpaceSettings settings, SpaceName name) {
        return settings.space(name)
                .orElseThrow(
                        () -> VektraException.notFound("no space called " + name, Text.of("see: ", Next.of("spaces"))));
    }

    private static List<Tag> tagged(List<Tag> before, Collection<Tag> more, Collection<Tag> gone) {
        List<Tag> tags = new ArrayList<>(before);
        tags.addAll(more);
        tags.removeAll(gone);
        return tags;
    }
}
