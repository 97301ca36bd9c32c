package vektra.provider.mariadb.session;

import java.util.Locale;
import vektra.model.addon.Resource;
import vektra.model.name.Id;

/**
 * What an add-on's database and accounts are called; derived from its label and id alone, so that what a crash left is
 * found again.
 *
 * @param database letters and digits only: in a GRANT the underscore and the percent sign stand for any character
 */
public record Names(String database) {
    /** With the brief of an id 32, and an account's name 45 of the 80 that the server takes. */
    private static final int LONGEST_STEM = 20;

    private static final String BRIEF = "[0-9a-f]{12}";
    public static final String DATABASE = "([a-z][a-z0-9]{0,19})(" + BRIEF + ")";
    public static final String LOGIN = DATABASE + "_(" + BRIEF + ")";
    static final String READER = DATABASE + "_x[0-9a-f]{11}";

    public static Names of(Resource resource) {
        return new Names(stem(resource.label()) + resource.id().brief());
    }

    /** What all accounts of this add-on start with. */
    public String prefix() {
        return database + "_";
    }

    public String login(Id credentials) {
        return prefix() + credentials.brief();
    }

    /** In whose name run the views, triggers and routines that a load has made; always locked but for a load. */
    public String owner() {
        return prefix() + "owner";
    }

    /** An account that reads all of the database for a while; its x keeps it apart from those of attachments. */
    public String reader(Id id) {
        return prefix() + "x" + id.brief().substring(1);
    }

    /** A database may start with a digit, but an app that writes its name without quotes would get a number. */
    private static String stem(String label) {
        String plain = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String named = plain.matches("[a-z].*") ? plain : "app" + plain;
        return named.length() <= LONGEST_STEM ? named : named.substring(0, LONGEST_STEM);
    }
}
