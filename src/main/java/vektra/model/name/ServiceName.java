package vektra.model.name;

import java.util.regex.Pattern;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

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
