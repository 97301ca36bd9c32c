package vektra.provider.postgres.session;

import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.text.Sha256;

/**
 * What an add-on's database and roles are called; derived from its label and id alone, so that what a crash left is
 * found again.
 */
public record Names(String database) {
    /** PostgreSQL cuts identifiers at 63 bytes; the longest name is stem, two briefs of 12 and two underscores. */
    private static final int LONGEST_STEM = 63 - 2 * 13;

    private static final int HASH = 6;
    /** PostgreSQL keeps roles that start with pg_ to itself. */
    private static final String RESERVED = "pg";

    public static Names of(Resource resource) {
        return new Names(stem(resource.label()) + "_" + resource.id().brief());
    }

    /** The role that owns the database and everything in it; it has no login. */
    public String owner() {
        return database + "_owner";
    }

    /** What all login roles of this add-on start with; the brief of the credentials follows. */
    public String loginPrefix() {
        return database + "_";
    }

    public String login(Id credentials) {
        return loginPrefix() + credentials.brief();
    }

    /** A login role for a while; its x keeps it apart from those of attachments. */
    public String courier(Id id) {
        return loginPrefix() + "x" + id.brief().substring(1);
    }

    /** The login that came with a spare, until it is claimed; its s keeps it apart from those of attachments. */
    public String unclaimed(String spare) {
        return loginPrefix() + "s" + tail(spare);
    }

    /** What of a spare's name is left in its unclaimed login. */
    public String spareOf(String unclaimed) {
        return unclaimed.substring(loginPrefix().length() + 1);
    }

    public static String tail(String spare) {
        return spare.substring(1);
    }

    private static String stem(String label) {
        String plain = label.replaceAll("[^a-z0-9-]", "-");
        if (plain.equals(label) && label.length() <= LONGEST_STEM && !label.equals(RESERVED)) {
            return label;
        }
        int room = LONGEST_STEM - HASH - 1;
        String cut = plain.length() <= room ? plain : plain.substring(0, room);
        return cut + "-" + Sha256.hex(label).substring(0, HASH);
    }
}
