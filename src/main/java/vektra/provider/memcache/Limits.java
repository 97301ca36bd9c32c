package vektra.provider.memcache;

import java.util.Map;
import vektra.model.VektraException;

/**
 * How much a managed server may take.
 *
 * @param megabytes of items
 */
record Limits(int megabytes, int connections) {
    // below these memcached does not start: too little for one item of each size, too few file descriptors for itself
    private static final int LEAST_MEGABYTES = 8;
    private static final int LEAST_CONNECTIONS = 64;

    /** Reads them from the options of the service; too small is INVALID. */
    static Limits of(Map<String, String> options) {
        return new Limits(
                number(options, MemcacheService.MEMORY, LEAST_MEGABYTES),
                number(options, MemcacheService.MAX_CONNECTIONS, LEAST_CONNECTIONS));
    }

    /** The heap that a server in a JVM needs for so many items: objects around each, and a page to work in. */
    int heapMegabytes() {
        return megabytes + megabytes / 2 + 48;
    }

    private static int number(Map<String, String> options, String name, int least) {
        String text = options.getOrDefault(name, "");
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (number < least) {
            throw VektraException.invalid("--" + name + " " + text + " is too small", "expected " + least + " or more");
        }
        return number;
    }
}
