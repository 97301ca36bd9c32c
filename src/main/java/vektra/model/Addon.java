package vektra.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One provisioned thing.
 *
 * @param plan without the service, such as {@code shared}
 * @param server its own server when the plan is dedicated; null when it lives on the service's shared one
 * @param expiresAt when it is destroyed with its data; null when it stays
 */
public record Addon(
        Id id,
        AddonName name,
        ServiceName service,
        String plan,
        State state,
        Instant createdAt,
        Resource resource,
        @Nullable Server server,
        @Nullable Instant expiresAt) {

    public enum State {
        PROVISIONING,
        PROVISIONED,
        DEPROVISIONING,
        FAILED
    }

    /** One that stays until somebody destroys it. */
    public Addon(
            Id id,
            AddonName name,
            ServiceName service,
            String plan,
            State state,
            Instant createdAt,
            Resource resource,
            @Nullable Server server) {
        this(id, name, service, plan, state, createdAt, resource, server, null);
    }

    /** The plan with its service, such as {@code postgres:shared}. */
    public String fullPlan() {
        return service + ":" + plan;
    }

    /** The same add-on on a server of its own. */
    public Addon on(Server dedicated) {
        return new Addon(id, name, service, plan, state, createdAt, resource, dedicated, expiresAt);
    }

    /** The same add-on, provisioned as this resource. */
    public Addon provisioned(Resource made) {
        return new Addon(id, name, service, plan, State.PROVISIONED, createdAt, made, server, expiresAt);
    }

    /** The same add-on with another end. */
    public Addon expiring(Instant at) {
        return new Addon(id, name, service, plan, state, createdAt, resource, server, at);
    }

    /** Whether its time was up at that moment. */
    public boolean isOver(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
