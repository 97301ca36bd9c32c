package vektra.cli.command;

import java.util.Arrays;
import java.util.List;
import vektra.addons.apps.Spaces;
import vektra.json.Json;
import vektra.model.name.Tag;
import vektra.model.text.VektraException;

/** The tags that a command gives and takes away, and how tags are shown. */
public final class TagParams {
    private final Param<Tag> more;
    private final Param<List<Tag>> gone;

    /** Adds them to a command, behind the arguments that it has. */
    public TagParams(VektraCommand<?> command) {
        more = command.optionalArguments("TAG", "tags to add, such as pci", Tag::new);
        gone = command.option(List.of("--remove"), "TAG,…", "tags to remove", TagParams::list);
    }

    private static List<Tag> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(Tag::new).toList();
    }

    /** Those to add; with none to take away either, there is nothing to do, which is INVALID. */
    public List<Tag> more() {
        if (more.all().isEmpty() && gone().isEmpty()) {
            throw VektraException.invalid("no tag given", "use TAG… to add, --remove TAG to remove");
        }
        return more.all();
    }

    public List<Tag> gone() {
        List<Tag> tags = gone.orNull();
        return tags == null ? List.of() : tags;
    }

    public static String words(List<Tag> tags) {
        return tags.isEmpty() ? "-" : String.join(", ", json(tags));
    }

    public static Object json(Spaces.Changed result) {
        return Json.map(
                "changed", !result.already(),
                "space", result.space().name().value(),
                "tags", json(result.space().tags()));
    }

    public static List<String> json(List<Tag> tags) {
        return tags.stream().map(Tag::value).toList();
    }
}
