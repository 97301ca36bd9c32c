package vektra.model.service;

import java.util.List;

/**
 * A shape in which a service comes.
 *
 * @param name without the service, such as {@code shared}
 * @param dedicated whether each add-on gets a server of its own
 * @param limits the options of the service whose values bound an add-on of this plan
 * @param sharable whether other apps than the owner may have it attached
 */
public record Plan(String name, String description, boolean dedicated, List<String> limits, boolean sharable) {
    public static final String SHARED = "shared";
    public static final String DEDICATED = "dedicated";
    /** What every plan costs: Vektra runs on machines that are paid for already. */
    public static final String PRICE = "free";
}
