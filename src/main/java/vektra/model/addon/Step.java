package vektra.model.addon;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;

/**
 * One thing to do outside the store, described so that a later process can do it: to undo what a crash left, or to
 * finish
 * what was committed. Each is idempotent: already gone is no error.
 *
 * @param server the dedicated server it concerns; null for the service's shared one
 * @param resource null when the step concerns only a server
 * @param credentials the credentials that are revoked; null for other actions
 */
public record Step(
        Action action,
        ServiceName service,
        @Nullable Server server,
        @Nullable Resource resource,
        @Nullable Id credentials) {
    /** In the facts of a step on backups: the name of the one meant. */
    public static final String BACKUP = "backup";

    private static final String ADDON = "addon";
    private static final String APP = "app";
    private static final String UNTIL = "until";

    /** What is done. */
    public enum Action {
        /** The users of a resource that was shut are let in again. */
        ADMIT,
        /** Credentials stop working. */
        REVOKE,
        /** A resource is deleted with its data. */
        DEPROVISION,
        /** A server that was about to be started in another way is stopped. */
        STOP_SERVER,
        /** A server is stopped and its folder deleted, with what is kept beside it. */
        REMOVE_SERVER,
        /** A server gets the data that were made beside it, and starts. */
        TAKE_NEXT,
        /** A server gets the data back that it had before, those it had since are kept in their place, and it starts. */
        TAKE_BACK,
        /** The backups of an add-on are deleted, whose id the resource has, or the one that its facts name. */
        DROP_BACKUPS,
        /** The backups of an add-on that is gone are kept for a while; its facts are what it was called, and until when. */
        KEEP_BACKUPS
    }

    public static Step revoke(Addon addon, Id credentials) {
        return new Step(Action.REVOKE, addon.service(), addon.server(), addon.resource(), credentials);
    }

    /** What revokes every credential that an attachment has. */
    public static List<Step> revoke(Addon addon, Attachment attachment) {
        return attachment.credentialIds().stream().map(id -> revoke(addon, id)).toList();
    }

    /** What lets the users of an add-on in again. */
    public static Step admit(Addon addon) {
        return new Step(Action.ADMIT, addon.service(), addon.server(), addon.resource(), null);
    }

    public static Step deprovision(Addon addon) {
        return new Step(Action.DEPROVISION, addon.service(), addon.server(), addon.resource(), null);
    }

    /** What deletes the previous copy of an add-on after a change of plan. */
    public static Step forget(ServiceName service, Former former) {
        return former.server() == null
                ? new Step(Action.DEPROVISION, service, null, former.resource(), null)
                : removeServer(former.server());
    }

    /** The same step on a server that it names. */
    public Step on(Server named) {
        return new Step(action, service, named, resource, credentials);
    }

    public static Step dropBackups(Addon addon) {
        return dropBackups(Backup.Of.of(addon, null));
    }

    public static Step dropBackups(Backup.Of of) {
        return ofBackups(Action.DROP_BACKUPS, of, Map.of());
    }

    public static Step dropBackup(Backup.Of of, Backup backup) {
        return ofBackups(Action.DROP_BACKUPS, of, Map.of(BACKUP, backup.name()));
    }

    public static Step keep(KeptBackups kept) {
        Map<String, String> facts = new TreeMap<>();
        facts.put(ADDON, kept.of().name().value());
        facts.put(UNTIL, kept.until().toString());
        if (kept.of().app() != null) {
            facts.put(APP, kept.of().app().value());
        }
        return ofBackups(Action.KEEP_BACKUPS, kept.of(), facts);
    }

    private static Step ofBackups(Action action, Backup.Of of, Map<String, String> facts) {
        return new Step(action, of.service(), null, new Resource(of.id(), of.label(), facts), null);
    }

    /** What a step keeps that was made by {@link #keep}. */
    public KeptBackups kept(Resource named) {
        Map<String, String> facts = named.facts();
        String app = facts.get(APP);
        return new KeptBackups(
                new Backup.Of(
                        named.id(),
                        new AddonName(String.valueOf(facts.get(ADDON))),
                        service,
                        app == null ? null : new AppName(app)),
                Instant.parse(String.valueOf(facts.get(UNTIL))));
    }

    public static Step stopServer(Server server) {
        return new Step(Action.STOP_SERVER, server.service(), server, null, null);
    }

    public static Step takeNext(Server server) {
        return new Step(Action.TAKE_NEXT, server.service(), server, null, null);
    }

    public static Step takeBack(Server server) {
        return new Step(Action.TAKE_BACK, server.service(), server, null, null);
    }

    public static Step removeServer(Server server) {
        return new Step(Action.REMOVE_SERVER, server.service(), server, null, null);
    }
}
