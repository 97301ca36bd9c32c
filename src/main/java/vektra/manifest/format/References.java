package vektra.manifest.format;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** References in the values of other tools' files, put into the form that {@code ${resource.part}} has here. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\{([^}]*)\\}");

    /** What other tools call the parts of a resource. */
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("username", "user"),
            Map.entry("password", "pass"),
            Map.entry("database", "name"),
            Map.entry("vhost", "name"),
            Map.entry("connectionstring", "url"),
            Map.entry("uri", "url"),
            Map.entry("database-url", "url"),
            Map.entry("hostname", "host"),
            Map.entry("secret-key", "secret-access-key"),
            Map.entry("aws-access-key-id", "access-key-id"),
            Map.entry("aws-secret-key", "secret-access-key"),
            Map.entry("source", "path"));

    private References() {}

    static String part(String theirs) {
        String plain = Names.word(theirs);
        return PARTS.getOrDefault(plain, plain);
    }

    /** A reference to a part of a resource. */
    static String to(String resource, String part) {
        return "${" + resource + "." + part(part) + "}";
    }

    /**
     * The text with each reference in our form.
     *
     * @param ours gives what stands for what is between the braces
     */
    static String replaced(String text, Function<String, String> ours) {
        Matcher found = REFERENCE.matcher(text);
        StringBuilder all = new StringBuilder();
        while (found.find()) {
            String inside = found.group(1);
            found.appendReplacement(all, Matcher.quoteReplacement(inside == null ? "$$" : ours.apply(inside)));
        }
        return found.appendTail(all).toString();
    }
}
