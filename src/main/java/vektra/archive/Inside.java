package vektra.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vektra.file.Listing;
import vektra.model.Uid;

/**
 * Walks a folder that another user may change meanwhile, without leaving it: each folder is opened from the one above it,
 * and no link is followed, also none that takes the place of a folder in between. What vanishes meanwhile is no error.
 */
public final class Inside {
    /** Each level keeps a file open. */
    private static final int DEEPEST = 400;

    private static final int MOST_LOOKS = 20;

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private final Visitor visitor;

    private Inside(Visitor visitor) {
        this.visitor = visitor;
    }

    /** What is done on the way. */
    public interface Visitor {
        /** A folder before what is in it, or anything else. */
        void meet(Item item) throws IOException;

        /** A folder after what is in it. */
        default void leave(Item item) throws IOException {}
    }

    /**
     * Something in the folder.
     *
     * @param above the folder that it is in, open
     * @param name in that folder
     * @param path where it was found; only for what needs no protection, since a link may stand there by now
     * @param below its path below the folder that is walked, with slashes
     */
    public record Item(
            SecureDirectoryStream<Path> above, Path name, Path path, String below, PosixFileAttributes attributes) {
        /** Its content; what took its place as a link meanwhile is an error. */
        public SeekableByteChannel open() throws IOException {
            return above.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        }

        public void delete() throws IOException {
            try {
                if (attributes.isDirectory()) {
                    above.deleteDirectory(name);
                } else {
                    above.deleteFile(name);
                }
            } catch (NoSuchFileException e) {
                // the app itself may delete meanwhile
            }
        }

        /** Its attributes, to be read again or changed. */
        public PosixFileAttributeView view() {
            return above.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        }

        /** Java reads them by path only; what has taken its place is met anew, so they are read before all else. */
        Numbers numbers() throws IOException {
            Map<String, Object> found =
                    Files.readAttributes(path, "unix:fileKey,uid,gid,nlink", LinkOption.NOFOLLOW_LINKS);
            if (!Objects.equals(found.get("fileKey"), attributes.fileKey())) {
                throw new Replaced();
            }
            return new Numbers(number(found, "uid"), number(found, "gid"), number(found, "nlink"));
        }

        private static int number(Map<String, Object> attributes, String name) {
            return (Integer) Objects.requireNonNull(attributes.get(name));
        }
    }

    /** @param names how many a file has */
    record Numbers(int uid, int gid, int names) {}

    private static final class Replaced extends IOException {
        Replaced() {
            super("something else took its place");
        }
    }

    /** A folder that is not there holds nothing; one that is a link is an error. */
    public static void walk(Path root, Visitor visitor) throws IOException {
        try (DirectoryStream<Path> above =
                Files.newDirectoryStream(root.toAbsolutePath().getParent())) {
            Path name = root.getFileName();
            try (SecureDirectoryStream<Path> folder =
                    secure(above).newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                new Inside(visitor).walk(folder, root, "", 0);
            }
        } catch (NoSuchFileException e) {
            if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path root) throws IOException {
        walk(root, new Deletion());
        Files.deleteIfExists(root);
    }

    /** Root needs no permission and so changes none. */
    private static final class Deletion implements Visitor {
        private final boolean root = Uid.ours() == Uid.ROOT;
        private boolean closed = true;

        @Override
        public void meet(Item item) throws IOException {
            if (!item.attributes().isDirectory()) {
                item.delete();
            } else if (!root) {
                closed &= close(item.above());
                open(item);
            }
        }

        /** Keeps other users from exchanging what is in a folder; not in one of theirs. */
        private static boolean close(SecureDirectoryStream<Path> folder) throws IOException {
            try {
                folder.getFileAttributeView(PosixFileAttributeView.class).setPermissions(OWNERS);
                return true;
            } catch (FileSystemException e) {
                return false;
            }
        }

        private void open(Item item) throws IOException {
            try {
                item.view().setPermissions(OWNERS);
            } catch (AccessDeniedException e) {
                // Java changes a folder that it has opened, which takes the right to read it; else by its path
                if (!closed) {
                    throw e;
                }
                item.numbers();
                Files.setPosixFilePermissions(item.path(), OWNERS);
            } catch (FileSystemException e) {
                // another user's, which may let Vektra in all the same
            }
        }

        @Override
        public void leave(Item item) throws IOException {
            item.delete();
        }
    }

    private void walk(SecureDirectoryStream<Path> folder, Path path, String below, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("folders are nested more than " + DEEPEST + " levels deep");
        }
        for (Path entry : Listing.of(folder)) {
            Path name = entry.getFileName();
            for (int looks = 1; !seen(folder, name, path.resolve(name), below + name, depth); looks++) {
                if (looks == MOST_LOOKS) {
                    break;
                }
            }
        }
    }

    /** Whether that is all there is to see: not when another one took its place, as when apps write a file anew. */
    private boolean seen(SecureDirectoryStream<Path> folder, Path name, Path path, String below, int depth)
            throws IOException {
        try {
            look(folder, name, path, below, depth);
            return true;
        } catch (Replaced e) {
            return false;
        } catch (NoSuchFileException | NotDirectoryException e) {
            // vanished since the folder was listed
            return true;
        }
    }

    private void look(SecureDirectoryStream<Path> folder, Path name, Path path, String below, int depth)
            throws IOException {
        PosixFileAttributes attributes = folder.getFileAttributeView(
                        name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        Item item = new Item(folder, name, path, below, attributes);
        visitor.meet(item);
        if (attributes.isDirectory()) {
            try (SecureDirectoryStream<Path> inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                walk(inner, path, below + "/", depth + 1);
            }
            visitor.leave(item);
        }
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this system cannot walk a folder without following links");
    }
}
