package vektra.addons.services;

import java.util.Map;
import java.util.TreeMap;
import vektra.addons.core.Options;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption.Change;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * What differs in the options of a server that there is from those that it is to have.
 *
 * @param called what commands call it: its service, or the add-on whose own it is
 * @param values the options that differ, with their new values
 */
public record OptionChanges(Service service, Server server, String called, Map<String, String> values) {
    public static OptionChanges of(Service service, Server server, String called, Map<String, String> given) {
        Map<String, String> values = new TreeMap<>(given);
        values.entrySet().removeIf(entry -> entry.getValue().equals(server.option(entry.getKey())));
        return new OptionChanges(service, server, called, values);
    }

    static OptionChanges of(Service service, EnabledService known, Map<String, String> given) {
        return of(service, known.server(), known.name().value(), given);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether one of them takes effect in that way. */
    boolean any(Change how) {
        return values.keySet().stream().anyMatch(name -> changes(name, how));
    }

    private boolean changes(String name, Change how) {
        return Options.option(service, name).change() == how;
    }

    /** The server with them. */
    Server applied() {
        Map<String, String> merged = new TreeMap<>(server.options());
        merged.putAll(values);
        return server.withOptions(merged);
    }

    void refuseFixed() {
        for (String name : values.keySet()) {
            if (changes(name, Change.FIXED)) {
                String now = server.option(name);
                throw VektraException.conflict(
                        Text.of(
                                Input.of(name),
                                " of " + called + " cannot be changed after "
                                        + (server.isShared() ? "the service was enabled" : "the add-on was created")
                                        + " (now: " + (now.isEmpty() ? "not set" : now) + ")"),
                        name.equals(ServerOptions.FROM) && server.managed()
                                ? Text.of(
                                        "to move it with its data to a newer version: ",
                                        Next.of(UpgradeServer.COMMAND, called))
                                : server.isShared()
                                        ? Text.of("to start over without its data: ", startingOver(server.service()))
                                        : Text.of("create another add-on with it"));
            }
        }
    }

    void refuseWhileRunning() {
        for (String name : values.keySet()) {
            if (changes(name, Change.STOPPED)) {
                throw VektraException.conflict(
                        Text.of(
                                Input.of(name),
                                " of " + called + " can be changed only while its server is stopped: sessions end, and"
                                        + " the variables of apps change"),
                        Text.of("first: ", Next.of("addons:stop", called)));
            }
        }
    }

    static Next startingOver(ServiceName service) {
        return Next.of("addons:disable", service).with("destroy-data").with("confirm", service);
    }
}
