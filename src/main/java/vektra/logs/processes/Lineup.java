package vektra.logs.processes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The processes of a formation, each with its name and a port that no other of them has. */
public record Lineup(List<ProcessType> types, Formation formation) {
    private static final int FIRST_PORT = 5000;
    private static final int PORTS_OF_A_TYPE = 100;
    private static final String PORT = "PORT";

    /** All of them, as they are to run; of a type without a port the first has {@code PORT}, or 5000, as in foreman. */
    public List<Declared> processes(Function<String, Map<String, String>> environments) {
        List<Declared> all = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        int hundreds = 0;
        for (ProcessType type : types) {
            int count = formation.count(type.name());
            if (count > 0) {
                Map<String, String> environment = environments.apply(type.name());
                int port = type.port() > 0 ? type.port() : port(environment.get(PORT)) + hundreds;
                for (int n = 1; n <= count; n++) {
                    while (!taken.add(port)) {
                        port++;
                    }
                    all.add(declared(type, name(type, n), port, environment));
                }
            }
            hundreds += PORTS_OF_A_TYPE;
        }
        return all;
    }

    /** The names of all of them. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (ProcessType type : types) {
            for (int n = 1; n <= formation.count(type.name()); n++) {
                names.add(name(type, n));
            }
        }
        return names;
    }

    private static String name(ProcessType type, int n) {
        return type.name() + "." + n;
    }

    private static Declared declared(ProcessType type, String name, int port, Map<String, String> environment) {
        Map<String, String> own = new HashMap<>(environment);
        own.put(PORT, String.valueOf(port));
        own.put("PS", name);
        return new Declared(name, type.command(), own);
    }

    private static int port(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return FIRST_PORT;
        }
        try {
            return Integer.parseInt(given);
        } catch (NumberFormatException e) {
            throw VektraException.invalid("PORT is " + Shown.quoted(given), "a number, or unset it");
        }
    }
}
