package vektra.provider.sqs.server.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.MVMap;

/** The keys of what add-ons have: the add-on, and names within it, with slashes between. */
public final class Keys {
    private static final char SLASH = '/';

    private Keys() {}

    public static String of(String addon, String... names) {
        return addon + SLASH + String.join("/", names);
    }

    /** The add-on and the names. */
    public static String[] parts(String key) {
        return key.split("/", -1);
    }

    public static String addon(String key) {
        return key.substring(0, key.indexOf(SLASH));
    }

    /** What follows the add-on. */
    public static String within(String key) {
        return key.substring(key.indexOf(SLASH) + 1);
    }

    /** What all keys under these names begin with, and nothing else; no key is before it. */
    public static String first(String... names) {
        return String.join("/", names) + SLASH;
    }

    /** Past all keys of an add-on. */
    public static String after(String addon) {
        return addon + (char) (SLASH + 1);
    }

    /** The keys under these names, in their order. */
    public static List<String> under(MVMap<String, byte[]> map, String... names) {
        String first = first(names);
        List<String> keys = new ArrayList<>();
        for (Iterator<String> all = map.keyIterator(first); all.hasNext(); ) {
            String key = all.next();
            if (!key.startsWith(first)) {
                break;
            }
            keys.add(key);
        }
        return keys;
    }
}
