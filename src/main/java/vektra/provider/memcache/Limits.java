package vektra.provider.memcache;

import java.util.Map;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * How much a managed server may take.
 *
 * @param megabytes of items
 */
record Limits(int megabytes, int connections) {
    // below these memcached starts badly or not at all: it needs a MB per size of item, and some descriptors itself
    static final int LEAST_MEGABYTES = 8;
    static final int LEAST_CONNECTIONS = 64;
    static final int MOST = 1_000_000;

    /** Reads them from the options of the service; too small or too large is INVALID. */
    static Limits of(Map<String, String> options) {
        return new Limits(
                number(options, MemcacheService.MEMORY, LEAST_MEGABYTES),
                number(options, MemcacheService.MAX_CONNECTIONS, LEAST_CONNECTIONS));
    }

    private static int number(Map<String, String> options, String name, int least) {
        String text = options.getOrDefault(name, "");
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (number < least || number > MOST) {
            throw VektraException.invalid(
                    Text.of(Shown.quoted(text) + " is not a value for ", Input.of(name)),
                    "expected " + least + " to " + MOST);
        }
        return number;
    }
}
