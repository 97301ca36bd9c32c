package vektra.aws;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Things that are made to test a server and deleted at once. One that a server makes after it was given up, such as when it
 * goes on after it hung, is deleted when the next test succeeds.
 */
public final class Leftovers {
    private static final int MOST = 1000;
    private static final int AT_ONCE = 20;

    private final Map<String, Set<String>> left = new ConcurrentHashMap<>();

    /**
     * Does something with a new thing, and deletes it.
     *
     * @param place what has such things
     * @param delete one that is gone is no error
     */
    public void with(String place, String thing, Consumer<String> test, Consumer<String> delete) {
        Set<String> here = left.computeIfAbsent(place, any -> ConcurrentHashMap.newKeySet());
        if (here.size() < MOST) {
            here.add(thing);
        }
        try {
            test.accept(thing);
        } catch (RuntimeException e) {
            try {
                delete.accept(thing);
                here.remove(thing);
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        delete.accept(thing);
        here.remove(thing);
        here.stream().limit(AT_ONCE).toList().forEach(other -> {
            delete.accept(other);
            here.remove(other);
        });
    }
}
