package vektra.model.logs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.text.Secret;

/**
 * A place where log lines go.
 *
 * @param id so that a new drain never takes up where an earlier one of its name ended
 * @param app whose lines go there; null: those of all apps
 * @param target the destination as it may be shown: scheme, host, port and path, without anything secret
 * @param secret what authenticates us there or signs what we send, such as a token, or a URL's user and password; or null
 * @param typed the URL of the destination as it was typed, where that says the same in other words; else null
 * @param options every option of the service that has a value, defaults too; nothing secret
 */
public record Drain(
        DrainName name,
        Id id,
        ServiceName service,
        @Nullable AppName app,
        Instant since,
        String target,
        @Nullable String typed,
        @Nullable Secret secret,
        Map<String, String> options) {

    /** The same drain for the lines of an app that has another name now. */
    public Drain of(AppName renamed) {
        return new Drain(name, id, service, renamed, since, target, typed, secret, options);
    }

    /** The URL of the destination as users know it. */
    public String url() {
        return typed == null ? target : typed;
    }

    /** The value of an option; empty when it has none. */
    public String option(String option) {
        return options.getOrDefault(option, "");
    }

    /** Whether an option that is true or false is true. */
    public boolean isSet(String option) {
        return option(option).equals("true");
    }

    /** Whether lines of the app of that name go there. */
    public boolean takes(String name) {
        return app == null || app.value().equals(name);
    }

    /** Whether lines of that stream go there; those of servers only go where the lines of all apps do. */
    public boolean takes(LogStream stream) {
        return stream.server() ? app == null && takesServers() : takes(stream.app());
    }

    /** Whether lines that managed servers log go there, too. */
    public boolean takesServers() {
        return isSet(DrainOptions.WITH_SERVERS);
    }
}
