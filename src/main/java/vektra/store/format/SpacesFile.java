package vektra.store.format;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vektra.model.app.Space;
import vektra.model.app.SpaceSettings;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;

/** {@code spaces.json}: the spaces with their tags, and the tags of plans. */
public final class SpacesFile {
    private SpacesFile() {}

    public static byte[] encode(SpaceSettings settings) {
        return Json.page(out -> {
            Json.objects(out, "spaces", settings.spaces(), (fields, space) -> {
                fields.writeStringField("name", space.name().value());
                Json.texts(fields, "tags", words(space.tags()));
            });
            Json.objects(out, "plans", settings.plans().entrySet(), (fields, plan) -> {
                fields.writeStringField("plan", plan.getKey());
                Json.texts(fields, "tags", words(plan.getValue()));
            });
        });
    }

    private static List<String> words(Collection<Tag> tags) {
        return tags.stream().map(Tag::value).toList();
    }

    public static SpaceSettings decode(Path file, byte[] content) {
        return Node.read(file, content, node -> {
            List<Space> spaces =
                    node.objects("spaces", space -> new Space(new SpaceName(space.text("name")), tags(space)));
            Map<String, List<Tag>> plans = new TreeMap<>();
            node.objects("plans", plan -> plans.put(plan.text("plan"), tags(plan)));
            return new SpaceSettings(spaces, plans);
        });
    }

    private static List<Tag> tags(Node node) {
        return node.texts("tags").stream().map(Tag::new).toList();
    }
}
