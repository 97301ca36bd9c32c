package vektra.model.addon;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Sha256;
import vektra.model.text.Shown;

/**
 * What a backup holds, as the server said that it was loaded into.
 *
 * @param words such as {@code 3 tables}
 * @param parts by their names, such as {@code table orders}; empty where that was not recorded
 */
public record Holdings(String words, SortedMap<String, Part> parts) {
    /** Each list of backups reads all of them. */
    private static final int MOST = 1000;

    /** Very many parts are one that says whether all of them are the same. */
    public static Holdings of(String words, Map<String, Part> parts) {
        SortedMap<String, Part> sorted = new TreeMap<>(parts);
        return new Holdings(words, sorted.size() <= MOST ? sorted : condensed(sorted));
    }

    /** Those whose parts are not known. */
    public static Holdings of(String words) {
        return of(words, Map.of());
    }

    private static SortedMap<String, Part> condensed(SortedMap<String, Part> parts) {
        byte[] digest = Sha256.digest().digest(parts.toString().getBytes(StandardCharsets.UTF_8));
        return new TreeMap<>(
                Map.of("all", new Part(parts.size(), "part", HexFormat.of().formatHex(digest))));
    }

    /** The first part that another load did not find as it was recorded, in words; where none was recorded, none is. */
    public Optional<String> lost(Holdings found) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Part> other = found.parts();
        TreeSet<String> names = new TreeSet<>(parts.keySet());
        names.addAll(other.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(parts.get(name), other.get(name)))
                .findFirst()
                .map(name -> Shown.plain(name) + ": " + shown(parts.get(name)) + " became " + shown(other.get(name)));
    }

    private static String shown(@Nullable Part part) {
        return part == null ? "nothing" : part.toString();
    }
}
