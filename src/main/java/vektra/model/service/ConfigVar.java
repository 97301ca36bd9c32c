package vektra.model.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;

/**
 * One config var that a service sets.
 *
 * @param name what the default attachment calls it, such as {@code DATABASE_URL}
 * @param suffix what follows {@code NAME_} when attached under another name; null when it is then left out
 * @param common whether several services set it: an app's first attachment that does keeps it until it is detached
 */
public record ConfigVar(String name, @Nullable String suffix, String description, boolean common) {
    /** One that is this service's alone. */
    public ConfigVar(String name, @Nullable String suffix, String description) {
        this(name, suffix, description, false);
    }

    /** One that several services set, of the attachment with the usual name. */
    public static ConfigVar common(String name, String description) {
        return new ConfigVar(name, null, description, true);
    }

    /** The value of one by its documented name; UNAVAILABLE when the app has none. */
    public static String required(Map<String, String> vars, String name) {
        String value = vars.get(name);
        if (value == null) {
            throw VektraException.unavailable("the app has no config var " + name, null, null);
        }
        return value;
    }
}
