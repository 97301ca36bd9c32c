package vektra.model.addon;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vektra.model.text.Sha256;
import vektra.model.text.Shown;

/**
 * What a backup holds, as the server said that it was loaded into.
 *
 * @param words such as {@code 3 tables}
 * @param parts how much there is of each part and a checksum, such as {@code 5000 rows (4b1f)} of {@code table orders};
 *     empty where that was not recorded
 */
public record Holdings(String words, SortedMap<String, String> parts) {
    /** Each list of backups reads all of them. */
    private static final int MOST = 1000;

    /** Very many parts are one that says whether all of them are the same. */
    public static Holdings of(String words, Map<String, String> parts) {
        SortedMap<String, String> sorted = new TreeMap<>(parts);
        return new Holdings(words, sorted.size() <= MOST ? sorted : condensed(sorted));
    }

    /** Those whose parts are not known. */
    public static Holdings of(String words) {
        return of(words, Map.of());
    }

    private static SortedMap<String, String> condensed(SortedMap<String, String> parts) {
        byte[] digest = Sha256.digest().digest(parts.toString().getBytes(StandardCharsets.UTF_8));
        return new TreeMap<>(Map.of(
                "all",
                Shown.counted(parts.size(), "part") + " (" + HexFormat.of().formatHex(digest) + ")"));
    }

    /** The first part that another load did not find as it was recorded, in words; where none was recorded, none is. */
    public Optional<String> lost(Holdings found) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> other = found.parts();
        TreeSet<String> names = new TreeSet<>(parts.keySet());
        names.addAll(other.keySet());
        return names.stream()
                .filter(name -> !parts.getOrDefault(name, "").equals(other.getOrDefault(name, "")))
                .findFirst()
                .map(name -> Shown.plain(name) + ": " + parts.getOrDefault(name, "nothing") + " became "
                        + other.getOrDefault(name, "nothing"));
    }
}
