package vektra.provider.sqs.server;

import java.io.IOException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import vektra.file.SmallFile;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Key;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.wire.Refusal;

/**
 * Every request passes here, and only while its key counts: keys are read from the folder at each request, and the
 * administrator's question is answered once all requests that passed before have ended.
 */
final class Turnstile {
    private final DataFolder folder;
    private final ReadWriteLock passing = new ReentrantReadWriteLock();

    Turnstile(DataFolder folder) {
        this.folder = folder;
    }

    void pass(Runnable request) {
        passing.readLock().lock();
        try {
            request.run();
        } finally {
            passing.readLock().unlock();
        }
    }

    /** Something that begins once every request that passed before has ended. */
    void settled(Runnable then) {
        passing.writeLock().lock();
        try {
            then.run();
        } finally {
            passing.writeLock().unlock();
        }
    }

    /** The key of that name; a refusal when there is none. */
    Key key(String accessKey) {
        try {
            if (accessKey.equals(DataFolder.ADMIN)) {
                var lines = SmallFile.lines(folder.admin());
                if (!lines.isEmpty()) {
                    return new Key(accessKey, "", lines.get(0));
                }
            }
            Key key = folder.key(accessKey);
            if (key != null) {
                return key;
            }
        } catch (IOException e) {
            throw Refusal.broken("The access keys cannot be read.");
        }
        throw Refusal.forbidden("InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    /** The add-on of a key; a refusal when it is gone, or shut. */
    Space space(String addon) {
        try {
            Space space = folder.space(addon);
            if (space != null && !folder.isShut(addon)) {
                return space;
            }
        } catch (IOException e) {
            throw Refusal.broken("The add-ons cannot be read.");
        }
        throw Refusal.denied("Access to the resource is denied.");
    }

    /** Refuses a call that waited, when its key has been revoked or replaced since. */
    void require(Call call) {
        if (!key(call.key().accessKey()).equals(call.key())) {
            throw Refusal.forbidden("InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        space(call.space().addon());
    }
}
