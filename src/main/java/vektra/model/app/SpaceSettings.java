package vektra.model.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;

/**
 * The spaces, and what plans ask of them.
 *
 * @param spaces sorted by name
 * @param plans the tags that a space must have, by full plan such as {@code SERVICE:shared}; only those that ask for any
 */
public record SpaceSettings(List<Space> spaces, Map<String, List<Tag>> plans) {
    /** No space, and no plan that asks for one. */
    public static final SpaceSettings NONE = new SpaceSettings(List.of(), Map.of());

    public SpaceSettings {
        spaces = spaces.stream().sorted(Comparator.comparing(Space::name)).toList();
        Map<String, List<Tag>> asking = new TreeMap<>();
        plans.forEach((plan, tags) -> {
            if (!tags.isEmpty()) {
                asking.put(plan, Space.sorted(tags));
            }
        });
        plans = asking;
    }

    public Optional<Space> space(SpaceName name) {
        return spaces.stream().filter(space -> space.name().equals(name)).findFirst();
    }

    /** The space that an app is in; empty when none is called like the end of its name. */
    public Optional<Space> of(AppName app) {
        return spaces.stream().filter(space -> space.has(app)).findFirst();
    }

    /** The tags that a plan asks for. */
    public List<Tag> ofPlan(ServiceName service, String plan) {
        return plans.getOrDefault(service + ":" + plan, List.of());
    }

    /** The same with one more space, or with other tags of one that there is. */
    public SpaceSettings with(Space space) {
        List<Space> changed = new ArrayList<>(without(space.name()).spaces());
        changed.add(space);
        return new SpaceSettings(changed, plans);
    }

    public SpaceSettings without(SpaceName gone) {
        return new SpaceSettings(
                spaces.stream().filter(space -> !space.name().equals(gone)).toList(), plans);
    }

    /** The same with other tags of a plan. */
    public SpaceSettings with(ServiceName service, String plan, List<Tag> tags) {
        Map<String, List<Tag>> changed = new TreeMap<>(plans);
        changed.put(service + ":" + plan, tags);
        return new SpaceSettings(spaces, changed);
    }
}
