package vektra.provider.memcache;

import vektra.model.addon.Resource;

/**
 * What stands before every key of one add-on: at most 45 of the 250 bytes that a key may have, letters, digits, dashes
 * and one dot. Since the dot stands before twelve digits of the id and nowhere else, no namespace is the beginning of
 * another, and an app that puts nothing between namespace and key still meets no other app's keys.
 */
final class Namespace {
    /** The fact of a resource that holds it. */
    static final String FACT = "namespace";

    private static final int LONGEST_LABEL = 32;

    private Namespace() {}

    /** The namespace that the resource was given, or would be. */
    static String of(Resource resource) {
        String given = resource.facts().get(FACT);
        return given != null
                ? given
                : label(resource.label()) + "." + resource.id().brief();
    }

    private static String label(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9-]", "-");
        return plain.substring(0, Math.min(plain.length(), LONGEST_LABEL));
    }
}
