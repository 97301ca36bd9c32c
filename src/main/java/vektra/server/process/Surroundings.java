package vektra.server.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import vektra.program.SearchPath;

/** What a server sees of our environment: nothing that tells of us, of the user or of a secret. */
public final class Surroundings {
    private Surroundings() {}

    public static Map<String, String> of(Path data, Map<String, String> ours) {
        Map<String, String> seen = new TreeMap<>();
        seen.put("PATH", SearchPath.of(ours).text());
        seen.put("HOME", data.toString());
        seen.put("LANG", "C.UTF-8");
        seen.put("LC_ALL", "C.UTF-8");
        String zone = ours.get("TZ");
        if (zone != null) {
            seen.put("TZ", zone);
        }
        return seen;
    }
}
