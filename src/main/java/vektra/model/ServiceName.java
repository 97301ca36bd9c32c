package vektra.model;

import java.util.regex.Pattern;

/** The name of a kind of add-on: lower-case letters, digits and dashes. */
public final class ServiceName extends Name<ServiceName> {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    public ServiceName(String value) {
        super(value);
        if (!VALID.matcher(value).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(value) + " is not a service name", Text.of("see ", Next.of("addons:services")));
        }
    }
}
