package vektra.monitors.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import vektra.program.Guard;

/**
 * What executables are run with.
 *
 * @param caller the environment of Vektra, of which they get what {@link #ALLOWED} names
 * @param vars the config vars of their app, as they are now
 * @param grace how long one has that is asked to end
 */
record Tools(
        Guard guard, Executor threads, Map<String, String> caller, Supplier<Map<String, String>> vars, Duration grace) {
    /** What a program needs to know of its machine; anything else of the caller may be a secret. */
    static final List<String> ALLOWED = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "TERM",
            "VEKTRA_HOME",
            "JAVA_HOME",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR");

    Map<String, String> environment(Map<String, String> of) {
        Map<String, String> environment = new HashMap<>();
        for (String name : ALLOWED) {
            String value = caller.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(of);
        return environment;
    }
}
