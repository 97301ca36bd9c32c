package vektra.provider.s3.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import vektra.provider.s3.server.DataFolder.Key;

/**
 * Every change passes here, and only while its key counts: an upload that began before its key was revoked, or before its
 * bucket was shut, changes nothing afterwards.
 */
final class Turnstile {
    private static final int FORBIDDEN = 403;

    private final DataFolder folder;
    private final ReadWriteLock passing = new ReentrantReadWriteLock();

    Turnstile(DataFolder folder) {
        this.folder = folder;
    }

    /** Whether a key opens its bucket now. */
    boolean opens(Key key) throws IOException {
        return key.equals(folder.key(key.accessKey())) && !folder.isShut(key.addon());
    }

    <T> T pass(Key key, Supplier<T> change) {
        passing.readLock().lock();
        try {
            if (!opens(key)) {
                throw S3Exceptions.fromStatusCode(FORBIDDEN);
            }
            return change.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            passing.readLock().unlock();
        }
    }

    /** An answer that is given once every change that began before has ended. */
    <T> T settled(Supplier<T> answer) {
        passing.writeLock().lock();
        try {
            return answer.get();
        } finally {
            passing.writeLock().unlock();
        }
    }
}
