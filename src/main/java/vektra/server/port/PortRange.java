package vektra.server.port;

import java.security.SecureRandom;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;

/**
 * The ports that new servers get theirs from, the first and the last included. As installed they are below the ports that
 * the system gives to outgoing connections, which would take that of a server while it is down.
 */
public record PortRange(int first, int last) {
    public static final String VARIABLE = "VEKTRA_PORTS";
    private static final PortRange USUAL = new PortRange(20_000, 32_767);
    private static final int MOST = 65_535;
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})-([1-9]\\d{0,4})");

    /** The range that the environment gives, else the usual one; one of another form is INVALID. */
    public static PortRange of(Map<String, String> environment) {
        @Nullable String given = environment.get(VARIABLE);
        if (given == null || given.isBlank()) {
            return USUAL;
        }
        Matcher parts = FORM.matcher(given.strip());
        if (parts.matches()) {
            PortRange range = new PortRange(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
            if (range.first <= range.last && range.last <= MOST) {
                return range;
            }
        }
        throw VektraException.invalid(
                VARIABLE + " is no range of ports: '" + given + "'",
                "two ports, the lower one first, such as " + USUAL);
    }

    public boolean holds(int port) {
        return port >= first && port <= last;
    }

    public int random() {
        return first + new SecureRandom().nextInt(last - first + 1);
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
