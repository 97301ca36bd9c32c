package vektra.model;

/**
 * A shape in which a service comes.
 *
 * @param name without the service, such as {@code shared}
 * @param dedicated whether each add-on gets a server of its own
 */
public record Plan(String name, String description, boolean dedicated) {
    public static final String SHARED = "shared";
    public static final String DEDICATED = "dedicated";
}
