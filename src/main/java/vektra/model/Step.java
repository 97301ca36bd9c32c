package vektra.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing to do outside the store, told so that a later process can do it: to undo what a crash left, or to finish
 * what was committed. Each is idempotent: already gone is no error.
 *
 * @param server the dedicated server it concerns; null for the service's shared one
 * @param resource null when the step concerns only a server
 * @param attachment the attachment whose credentials are revoked; null for other actions
 */
public record Step(
        Action action,
        ServiceName service,
        @Nullable Server server,
        @Nullable Resource resource,
        @Nullable Id attachment) {
    /** What is done: credentials revoked, a resource deleted with its data, or a server stopped and its folder deleted. */
    public enum Action {
        REVOKE,
        DEPROVISION,
        REMOVE_SERVER
    }

    public static Step revoke(Addon addon, Id attachment) {
        return new Step(Action.REVOKE, addon.service(), addon.server(), addon.resource(), attachment);
    }

    public static Step deprovision(Addon addon) {
        return new Step(Action.DEPROVISION, addon.service(), addon.server(), addon.resource(), null);
    }

    public static Step removeServer(Server server) {
        return new Step(Action.REMOVE_SERVER, server.service(), server, null, null);
    }
}
