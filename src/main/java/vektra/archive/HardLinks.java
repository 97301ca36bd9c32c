package vektra.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Files with several names. */
public final class HardLinks {
    private HardLinks() {}

    private record Names(String first, int expected, int found) {
        Names another() {
            return new Names(first, expected, found + 1);
        }
    }

    /** A file in the folder that has a name outside of it as well: what it holds may be another's. */
    public static Optional<String> leadingOut(Path folder) throws IOException {
        Map<Object, Names> several = new HashMap<>();
        Inside.walk(folder, item -> {
            int names = item.attributes().isRegularFile() ? item.numbers().names() : 1;
            if (names > 1) {
                several.merge(
                        item.attributes().fileKey(), new Names(item.below(), names, 1), (had, same) -> had.another());
            }
        });
        return several.values().stream()
                .filter(names -> names.found() < names.expected())
                .map(Names::first)
                .sorted()
                .findFirst();
    }
}
