package vektra.provider.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import vektra.archive.Damaged;
import vektra.archive.Entry;
import vektra.archive.Inside;
import vektra.model.text.VektraException;

/** Compares objects with their ETags: the MD5 of what was uploaded at once. Uploads in parts have another kind. */
final class Etags {
    private static final String NOTE = "user.content-md5";
    private static final int MD5 = 16;
    private static final int BUFFER = 1 << 16;

    private Etags() {}

    /** What differs is an error that names it. */
    static void check(Path bucket) throws IOException {
        byte[] buffer = new byte[BUFFER];
        Inside.walk(bucket, item -> {
            byte[] etag = item.attributes().isRegularFile() ? note(item.path()) : new byte[0];
            if (etag.length == MD5 && !MessageDigest.isEqual(etag, md5(item.path(), buffer))) {
                throw VektraException.unavailable(
                        "the object " + item.below() + " is not what its ETag says: it was damaged on disk",
                        "upload it again or delete it",
                        null);
            }
        });
    }

    /** The same of an object in an archive. */
    static void check(Entry entry, InputStream content) throws IOException {
        byte[] etag = entry.notes().getOrDefault(NOTE, new byte[0]);
        if (etag.length == MD5 && !MessageDigest.isEqual(etag, md5(content, new byte[BUFFER]))) {
            throw new Damaged("the object " + entry.path() + " is not what its ETag says");
        }
    }

    /** Gives those to objects that have none, as files of other tools. */
    static void complete(Path bucket) throws IOException {
        byte[] buffer = new byte[BUFFER];
        Inside.walk(bucket, item -> {
            if (item.attributes().isRegularFile() && note(item.path()).length == 0) {
                Files.getFileAttributeView(item.path(), UserDefinedFileAttributeView.class)
                        .write(NOTE, ByteBuffer.wrap(md5(item.path(), buffer)));
            }
        });
    }

    private static byte[] note(Path file) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        if (!view.list().contains(NOTE)) {
            return new byte[0];
        }
        ByteBuffer value = ByteBuffer.allocate(view.size(NOTE));
        view.read(NOTE, value);
        return value.array();
    }

    private static byte[] md5(Path file, byte[] buffer) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return md5(in, buffer);
        }
    }

    private static byte[] md5(InputStream in, byte[] buffer) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
