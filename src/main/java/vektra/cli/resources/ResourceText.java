package vektra.cli.resources;

import java.util.List;
import java.util.Map;
import vektra.cli.command.Pairs;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** How options of resources are typed. */
final class ResourceText {
    private ResourceText() {}

    /**
     * Options as Convox takes them, such as {@code MaxMemory=64mb}.
     *
     * @param form what is expected, such as {@code Name=Value}
     */
    static Map<String, String> pairs(List<String> words, String form) {
        return Pairs.of(
                words,
                word -> VektraException.invalid(form + " expected: " + Shown.plain(word), "such as maxmemory=64mb"));
    }
}
