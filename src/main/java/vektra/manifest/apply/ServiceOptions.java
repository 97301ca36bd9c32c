package vektra.manifest.apply;

import java.util.Map;
import vektra.addons.core.Options;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.text.Next;
import vektra.model.text.Text;

/**
 * Options of servers as a file may set them: a file comes along with a checkout, so it opens no address, names no program and
 * takes no protection away.
 */
final class ServiceOptions {
    private ServiceOptions() {}

    /** The value of an option in its canonical form; an unknown one, and one for the operator alone, is INVALID. */
    static String checked(Service service, String name, Value value) {
        ServiceOption option = Form.checked(value.at(), () -> Options.option(service, name));
        String checked = Form.checked(value.at(), () -> Options.checked(service, Map.of(name, value.text())))
                .getOrDefault(name, value.text());
        if (!option.forAddons()) {
            throw Form.wrong(
                    value.at(),
                    "the option " + name + " of " + service.name() + " cannot be set in a file",
                    Text.of(
                            "remove it, and set it by hand: ",
                            Next.of("addons:enable", service.name()).option(name, value.text())));
        }
        return checked;
    }
}
