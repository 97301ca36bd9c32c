package vektra.cli.command;

import java.util.HashMap;
import java.util.Map;
import vektra.model.HomeKey;

/** The environment of a program that this process starts: the caller's, with an app's variables. */
public final class Surroundings {
    /** The caller's LC_ALL, since the launcher needs one of its own for the JVM. */
    private static final String LOCALE = "vektra.lc_all";

    private Surroundings() {}

    /** That of the caller alone. */
    public static Map<String, String> of(Invocation with) {
        return of(with, Map.of());
    }

    public static Map<String, String> of(Invocation with, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(with.environment());
        String locale = System.getProperty(LOCALE);
        if (locale == null) {
            environment.remove("LC_ALL");
        } else {
            environment.put("LC_ALL", locale);
        }
        HomeKey.hide(environment);
        environment.putAll(variables);
        return environment;
    }
}
