package vektra.provider.rabbitmq;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.addon.Resource;
import vektra.model.name.Id;

/** What vhosts and users are called; lower-case letters, digits and dashes, as the names of apps. */
final class Names {
    /** The fact of a resource that holds its vhost's name. */
    static final String FACT = "vhost";

    private static final int LONGEST_LABEL = 40;
    private static final String BRIEF = "[0-9a-f]{12}";
    private static final Pattern VHOST = Pattern.compile("(?:.*-)?(" + BRIEF + ")");
    private static final Pattern USER = Pattern.compile("(?:.*-)?(" + BRIEF + ")-(" + BRIEF + ")");

    /** A user, read from its name. */
    record Login(String addon, String credentials, String user) {}

    private Names() {}

    static String vhost(Resource resource) {
        String given = resource.facts().get(FACT);
        if (given != null) {
            return given;
        }
        String label = resource.label().replaceAll("[^a-zA-Z0-9-]", "");
        return (label.isEmpty() ? "" : label.substring(0, Math.min(LONGEST_LABEL, label.length())) + "-")
                + resource.id().brief();
    }

    static String user(Resource resource, Id credentials) {
        return vhost(resource) + "-" + credentials.brief();
    }

    /** The vhosts of add-ons by the add-ons' briefs. */
    static Map<String, String> vhosts(Collection<String> all) {
        Map<String, String> found = new TreeMap<>();
        for (String name : all) {
            Matcher matcher = VHOST.matcher(name);
            if (matcher.matches()) {
                found.put(matcher.group(1), name);
            }
        }
        return found;
    }

    /** The users of attachments by their names. */
    static Map<String, Login> logins(Collection<String> all) {
        Map<String, Login> found = new TreeMap<>();
        for (String name : all) {
            Matcher matcher = USER.matcher(name);
            if (matcher.matches()) {
                found.put(name, new Login(matcher.group(1), matcher.group(2), name));
            }
        }
        return found;
    }
}
