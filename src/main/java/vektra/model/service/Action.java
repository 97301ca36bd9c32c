package vektra.model.service;

import java.util.List;
import java.util.Optional;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;

/**
 * Something that a service can do with an add-on, beyond giving and taking it.
 *
 * @param name such as {@code backup}
 * @param params typed as {@code name=value}; those without a default may be left out
 * @param readOnly whether it changes nothing, neither data nor credentials
 * @param destructive whether it loses data, so that a confirmation is needed
 */
public record Action(
        String name, String description, List<ServiceOption> params, boolean readOnly, boolean destructive) {

    /** One that only looks. */
    public static Action look(String name, String description, ServiceOption... params) {
        return new Action(name, description, List.of(params), true, false);
    }

    /** One that changes something and loses nothing. */
    public static Action change(String name, String description, ServiceOption... params) {
        return new Action(name, description, List.of(params), false, false);
    }

    /** One that loses data. */
    public static Action loss(String name, String description, ServiceOption... params) {
        return new Action(name, description, List.of(params), false, true);
    }

    /** @param what is replaced, such as {@code data} */
    public static Action restore(String what) {
        ServiceOption backup = new ServiceOption(
                "backup", Type.INTEGER, null, "the number of the backup (default: the newest)", Change.LIVE, List.of());
        return loss("restore", "replace current " + what + " with a backup", backup);
    }

    public Optional<ServiceOption> param(String wanted) {
        return params.stream().filter(param -> param.name().equals(wanted)).findFirst();
    }
}
