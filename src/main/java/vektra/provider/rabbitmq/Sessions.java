package vektra.provider.rabbitmq;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import vektra.model.text.VektraException;
import vektra.program.Retries;

/** The connections that are open on a server. */
record Sessions(Management api) {
    /** Ends those of a user that exists, at once where the server knows how. */
    void endOf(String user) {
        api.tryDelete("connections", "username", user);
    }

    /** Ends those of some users, and returns once they have ended. */
    void end(Predicate<String> user) {
        Retries retries = new Retries();
        for (List<String> open = of(user); !open.isEmpty(); open = of(user)) {
            open.forEach(connection -> api.delete("connections", connection));
            if (!retries.worthIt(api.timeout())) {
                throw VektraException.unavailable(
                        api.at() + " does not end " + open.size() + " open connections", null, null);
            }
        }
    }

    private List<String> of(Predicate<String> user) {
        return api.list("name,user", "connections").stream()
                .filter(connection -> user.test(String.valueOf(connection.get("user"))))
                .map(Sessions::name)
                .toList();
    }

    private static String name(Map<String, Object> connection) {
        return String.valueOf(connection.get("name"));
    }
}
