package vektra.monitors.page;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What strangers read instead of the names of sources, which may hold those of hosts and apps. */
final class Names {
    private Names() {}

    /** A number each, in the order of their names, so that it stays the same while none is added. */
    static Map<String, String> strangers(Collection<String> sources) {
        Map<String, String> names = new LinkedHashMap<>();
        sources.stream().sorted().forEach(source -> names.put(source, "Service " + (names.size() + 1)));
        return names;
    }
}
