package vektra.model.app;

import java.util.Collection;
import java.util.List;
import vektra.model.name.AppName;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;

/**
 * Apps that have to comply with the same things.
 *
 * @param tags sorted, none twice
 */
public record Space(SpaceName name, List<Tag> tags) {
    public Space {
        tags = sorted(tags);
    }

    static List<Tag> sorted(Collection<Tag> tags) {
        return tags.stream().distinct().sorted().toList();
    }

    /** Whether an app of that name would be in the space: the part after its last dash says so. */
    public boolean has(AppName app) {
        return app.value().endsWith("-" + name);
    }
}
