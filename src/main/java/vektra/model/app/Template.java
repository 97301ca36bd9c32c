package vektra.model.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Attachment;
import vektra.model.name.AttachmentName;

/**
 * Fills texts with the config vars of an app: {@code ${NAME}} is one of them, {@code ${resource.part}} a part of what a
 * resource's URL says, or the variable of that suffix. What is put in is never looked through again.
 */
public final class Template {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$\\{)|\\$\\{([^}]*)\\}");
    private static final List<String> OF_URL = List.of("user", "pass", "host", "port", "name");

    private final Map<String, String> config;

    public Template(Map<String, String> config) {
        this.config = config;
    }

    /** The parts of the URL that an attachment sets, or of its hosts: {@code user pass host port name}, none of them empty. */
    public static Map<String, String> parts(Attachment attachment) {
        Map<String, String> parts = new Template(attachment.vars()).partsByWord(attachment.name());
        parts.values().removeIf(String::isEmpty);
        return parts;
    }

    /** The references of a text, without what surrounds them. */
    public static List<String> references(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(found -> found.group(2))
                .filter(name -> name != null)
                .toList();
    }

    /** The text with its references replaced; empty when one of them leads nowhere. */
    public Optional<String> filled(String text) {
        Matcher found = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (found.find()) {
            String name = found.group(2);
            String value = name == null ? found.group(1) : value(name);
            if (value == null) {
                return Optional.empty();
            }
            found.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(found.appendTail(filled).toString());
    }

    private @Nullable String value(String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return config.get(name);
        }
        String part = name.substring(dot + 1);
        String own = config.get(variable(name));
        if (own != null || !OF_URL.contains(part)) {
            return own;
        }
        String resource = name.substring(0, dot + 1);
        String url = config.get(variable(resource + "url"));
        return url == null
                ? ofHosts(config.get(variable(resource + "hosts")), part)
                : UrlParts.of(url).get(part);
    }

    private static @Nullable String ofHosts(@Nullable String hosts, String part) {
        return hosts == null
                ? null
                : UrlParts.of("hosts://" + hosts.replaceFirst(",.*", "")).get(part);
    }

    /** The variable that a reference to a part of a resource means first: {@code MAIN_HOST} of {@code main.host}. */
    public static String variable(String reference) {
        return reference.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** The names of a resource's URL and of the parts of that. */
    public static Set<String> partNames(AttachmentName resource) {
        Set<String> names = new TreeSet<>(Set.of(resource + "_URL"));
        OF_URL.forEach(part -> names.add(resource + "_" + part.toUpperCase(Locale.ROOT)));
        return names;
    }

    /** The same with the URL itself, where what it has is a host and a port. */
    Map<String, String> parts(AttachmentName resource, String scheme) {
        Map<String, String> parts = parts(resource);
        String host = parts.get(resource + "_HOST");
        String port = parts.get(resource + "_PORT");
        if (host != null && port != null) {
            parts.put(resource + "_URL", scheme + "://" + host + ":" + port);
        }
        return parts;
    }

    /** The variables that are parts of the URL of a resource; none without a URL. */
    Map<String, String> parts(AttachmentName resource) {
        Map<String, String> parts = new LinkedHashMap<>();
        partsByWord(resource)
                .forEach((part, value) -> parts.put(resource + "_" + part.toUpperCase(Locale.ROOT), value));
        return parts;
    }

    private Map<String, String> partsByWord(AttachmentName resource) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : OF_URL) {
            String value = value(resource + "." + part);
            if (value != null) {
                parts.put(part, value);
            }
        }
        return parts;
    }
}
