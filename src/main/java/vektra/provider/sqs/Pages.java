package vektra.provider.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.json.Json;
import vektra.provider.sqs.server.wire.Input;

/** Topics and subscriptions in parts, each of which fits into one request. */
final class Pages {
    private static final int MOST_BYTES = 512 << 10;

    private Pages() {}

    /** The topics first. */
    static List<Map<String, Object>> of(Input all) {
        List<Map<String, Object>> pages = new ArrayList<>();
        for (String kind : List.of("topics", "subscriptions")) {
            List<Object> page = new ArrayList<>();
            int bytes = 0;
            for (Object each : all.list(kind)) {
                int length = Json.bytes(each).length;
                if (bytes + length > MOST_BYTES && !page.isEmpty()) {
                    pages.add(Map.of(kind, page));
                    page = new ArrayList<>();
                    bytes = 0;
                }
                page.add(each);
                bytes += length;
            }
            if (!page.isEmpty()) {
                pages.add(Map.of(kind, page));
            }
        }
        return pages;
    }
}
