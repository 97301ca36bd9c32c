package vektra.model.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.text.Percent;

/** What a URL says, percent-decoded; a part that is not there is empty. URLs that others write may be no URIs. */
final class UrlParts {
    private static final Pattern URL = Pattern.compile(
            "(?:[a-z0-9]+:)*//(?:([^:/?#]*)(?::([^/?#]*))?@)?(\\[[^\\]]*\\]|[^:/?#,]*)(?::([0-9]+))?[^/?#]*(?:/([^?#]*))?.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private UrlParts() {}

    /** Its parts by name; none of what is no URL. */
    static Map<String, String> of(String url) {
        Matcher found = URL.matcher(url.strip());
        Map<String, String> parts = new LinkedHashMap<>();
        if (found.matches()) {
            parts.put("user", part(found, 1));
            parts.put("pass", part(found, 2));
            parts.put("host", part(found, 3).replaceAll("[\\[\\]]", ""));
            parts.put("port", part(found, 4));
            parts.put("name", part(found, 5));
        }
        return parts;
    }

    private static String part(Matcher found, int group) {
        String part = found.group(group);
        if (part == null) {
            return "";
        }
        try {
            return Percent.decoded(part);
        } catch (IllegalArgumentException notEncoded) {
            return part;
        }
    }
}
