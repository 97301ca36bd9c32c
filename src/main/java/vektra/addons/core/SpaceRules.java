package vektra.addons.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vektra.model.app.Space;
import vektra.model.app.SpaceSettings;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.name.Tag;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** What the tags of spaces and plans keep apps from. */
public record SpaceRules(SpaceSettings settings) {
    /** Refuses a plan that asks for a tag which the app's space lacks. */
    public void requireCreate(AppName app, ServiceName service, String plan) {
        List<Tag> missing = lacking(settings.of(app), settings.ofPlan(service, plan));
        if (!missing.isEmpty()) {
            throw VektraException.conflict(
                    service + ":" + plan + " is only for spaces with " + listed(missing) + ", which " + where(app)
                            + " lacks",
                    Text.of("see: ", Next.of("spaces"), ", ", Next.of("addons:plans", service)));
        }
    }

    /** Refuses to share between apps whose spaces have not the same tags. */
    public void requireAttach(AppName owner, AppName to) {
        List<Tag> there = tags(settings.of(to));
        List<Tag> here = tags(settings.of(owner));
        List<String> differences = new ArrayList<>();
        List<Tag> missingThere = lacking(settings.of(to), here);
        if (!missingThere.isEmpty()) {
            differences.add(where(to) + " lacks " + listed(missingThere));
        }
        List<Tag> missingHere = lacking(settings.of(owner), there);
        if (!missingHere.isEmpty()) {
            differences.add(where(owner) + " lacks " + listed(missingHere));
        }
        if (!differences.isEmpty()) {
            throw VektraException.conflict(
                    "add-ons of " + owner + " cannot be attached to " + to + ": " + String.join(", and ", differences),
                    Text.of("see: ", Next.of("spaces")));
        }
    }

    /** Refuses a name that would move an app's add-ons among other tags. */
    public void requireRename(AppName from, AppName to) {
        List<Tag> before = tags(settings.of(from));
        List<Tag> after = tags(settings.of(to));
        if (!before.equals(after)) {
            throw VektraException.conflict(
                    "as " + to + " the app would have " + listed(after) + " instead of " + listed(before)
                            + ", and it has add-ons",
                    Text.of("choose a name in a space with the same tags, see: ", Next.of("spaces")));
        }
    }

    private static List<Tag> tags(Optional<Space> space) {
        return space.map(Space::tags).orElse(List.of());
    }

    private static List<Tag> lacking(Optional<Space> space, List<Tag> wanted) {
        return wanted.stream().filter(tag -> !tags(space).contains(tag)).toList();
    }

    private String where(AppName app) {
        return settings.of(app).map(space -> "the space " + space.name()).orElse(app + ", being in no space,");
    }

    /** Such as {@code the tag pci}. */
    public static String listed(List<Tag> tags) {
        return tags.isEmpty()
                ? "no tags"
                : "the tag" + (tags.size() > 1 ? "s " : " ")
                        + tags.stream().map(Tag::value).collect(Collectors.joining(", "));
    }
}
