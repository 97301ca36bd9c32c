package vektra.provider.sqs;

import java.util.Locale;
import vektra.model.addon.Resource;
import vektra.model.name.Id;

/** What an add-on is called on its server. */
final class Names {
    /** The fact of a resource that holds the number that stands in its addresses. */
    static final String ACCOUNT = "account";

    /** The fact of a resource that holds the name of its first queue or topic. */
    static final String NAME = "name";

    private static final int LONGEST = 70;
    private static final long ACCOUNTS = 1_000_000_000_000L;

    private Names() {}

    /** Twelve digits, as AWS has them. */
    static String account(Resource resource) {
        String given = resource.facts().get(ACCOUNT);
        return given != null
                ? given
                : String.format(
                        Locale.ROOT, "%012d", Long.parseLong(resource.id().brief(), 16) % ACCOUNTS);
    }

    /** The app for which the add-on was made; empty where that is not known. */
    static String owner(Resource resource) {
        Id owner = resource.owner();
        return owner == null ? "" : owner.value();
    }

    /** After the app for which the add-on was made. */
    static String first(Resource resource) {
        String given = resource.facts().get(NAME);
        if (given != null) {
            return given;
        }
        String plain = resource.label().replaceAll("[^A-Za-z0-9_-]", "-");
        String label = plain.substring(0, Math.min(plain.length(), LONGEST));
        return label.isEmpty() ? "default" : label;
    }
}
