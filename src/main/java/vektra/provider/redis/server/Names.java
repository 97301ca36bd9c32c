package vektra.provider.redis.server;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.addon.Resource;
import vektra.model.name.Id;

/** What the users of a server are called: those of apps, and the switched-off ones that mark a number as taken. */
public final class Names {
    private static final int LABEL = 20;
    private static final String BRIEF = "[0-9a-f]{12}";
    private static final Pattern MARKER = Pattern.compile("vektra-([0-9]{1,9})-(" + BRIEF + ")");

    private static final Pattern USER = Pattern.compile(".*-" + BRIEF + "-" + BRIEF);

    private Names() {}

    /** The user of an attachment's credentials, such as {@code shop-2f1c…-9a0b…}. */
    public static String user(Resource resource, Id credentials) {
        String label = resource.label().replaceAll("[^a-zA-Z0-9-]", "");
        return label.substring(0, Math.min(LABEL, label.length()))
                + "-" + resource.id().brief()
                + "-" + credentials.brief();
    }

    /** The users of an add-on by the briefs of their credentials. */
    public static Map<String, String> usersOf(Id addon, Collection<String> users) {
        Pattern own = Pattern.compile(".*-" + addon.brief() + "-(" + BRIEF + ")");
        Map<String, String> found = new TreeMap<>();
        for (String user : users) {
            Matcher matcher = own.matcher(user);
            if (matcher.matches()) {
                found.put(matcher.group(1), user);
            }
        }
        return found;
    }

    /** Whether a user is called as those of attachments are. */
    public static boolean isUser(String user) {
        return USER.matcher(user).matches();
    }

    /** Whether Vektra made the user: for an attachment, or to mark a number. */
    public static boolean isOurs(String user) {
        return isUser(user) || MARKER.matcher(user).matches();
    }

    public static String marker(int number, String brief) {
        return "vektra-" + number + "-" + brief;
    }

    /** The number that each add-on holds, by the add-ons' briefs. */
    public static Map<String, Integer> numbers(Collection<String> users) {
        Map<String, Integer> numbers = new TreeMap<>();
        for (String user : users) {
            Matcher matcher = MARKER.matcher(user);
            if (matcher.matches()) {
                numbers.put(matcher.group(2), Integer.valueOf(matcher.group(1)));
            }
        }
        return numbers;
    }
}
