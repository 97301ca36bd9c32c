package vektra.model.addon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AddonName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;

/**
 * One provisioned thing.
 *
 * @param plan without the service, such as {@code shared}
 * @param server its own server when the plan is dedicated; null when it lives on the service's shared one
 * @param expiresAt when it is destroyed with its data; null when it stays
 * @param former what it was before its plan changed, while that is kept; else null
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
        @Nullable Instant expiresAt,
        @Nullable Former former) {

    /** How far it is: made, being made, going, or not made because something was wrong. */
    public enum State {
        PROVISIONING,
        PROVISIONED,
        DEPROVISIONING,
        FAILED
    }

    /** One that stays until it is destroyed. */
    public Addon(
            Id id,
            AddonName name,
            ServiceName service,
            String plan,
            State state,
            Instant createdAt,
            Resource resource,
            @Nullable Server server) {
        this(id, name, service, plan, state, createdAt, resource, server, null, null);
    }

    /** The plan with its service, such as {@code SERVICE:shared}. */
    public String fullPlan() {
        return service + ":" + plan;
    }

    /** The same add-on on a server of its own. */
    public Addon on(@Nullable Server dedicated) {
        return new Addon(id, name, service, plan, state, createdAt, resource, dedicated, expiresAt, former);
    }

    /** The same add-on, provisioned as this resource. */
    public Addon provisioned(Resource made) {
        return new Addon(id, name, service, plan, State.PROVISIONED, createdAt, made, server, expiresAt, former);
    }

    /** The same add-on with another end. */
    public Addon expiring(Instant at) {
        return new Addon(id, name, service, plan, state, createdAt, resource, server, at, former);
    }

    public Addon named(AddonName other) {
        return new Addon(id, other, service, plan, state, createdAt, resource, server, expiresAt, former);
    }

    public Addon in(State other) {
        return new Addon(id, name, service, plan, other, createdAt, resource, server, expiresAt, former);
    }

    /** The same add-on on another plan; its previous data are kept for a while. */
    public Addon moved(String otherPlan, @Nullable Server dedicated, Resource made, Instant keepUntil) {
        Former was = new Former(plan, server, resource, keepUntil);
        return new Addon(id, name, service, otherPlan, state, createdAt, made, dedicated, expiresAt, was);
    }

    /** The same add-on back where it was before its plan changed; what it is now is kept for a while. */
    public Addon exchanged(Former before, Instant keepUntil) {
        return moved(before.plan(), before.server(), before.resource(), keepUntil);
    }

    /** The same add-on without what it was before its plan changed. */
    public Addon withoutFormer() {
        return new Addon(id, name, service, plan, state, createdAt, resource, server, expiresAt, null);
    }

    /** Whether it is there to be used: neither still being made nor failed. */
    public boolean isReady() {
        return state == State.PROVISIONED;
    }

    /** Whether it was expired at that moment. */
    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
