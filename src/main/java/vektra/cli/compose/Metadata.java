package vektra.cli.compose;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import vektra.json.Json;

/** What Compose and editors may know of the options of {@code up}. */
final class Metadata {
    private Metadata() {}

    static Map<String, Object> of(Collection<String> services, String example) {
        Map<String, Object> type = parameter(
                "type", "a service, such as " + example + ", or a plan, such as " + example + ":dedicated", true);
        type.put("enum", String.join(",", new TreeSet<>(services)));
        return Json.map(
                "description", "Databases, caches and queues by Vektra, which run outside of containers",
                "up",
                        Map.of(
                                "parameters",
                                List.of(
                                        type,
                                        parameter("host", "the host that containers reach the server by", false))),
                "down", Map.of("parameters", List.of()));
    }

    private static Map<String, Object> parameter(String name, String description, boolean required) {
        return Json.map("name", name, "description", description, "required", required, "type", "string");
    }
}
