package vektra.store.journal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vektra.store.disk.Failures;

/** What files are like after images, which are written nowhere yet. */
public record Images(Path home, List<Image> images) {
    /**
     * The content of a file: the last image of the file decides; what it builds on comes from those before it, and in the
     * end from what is stored.
     */
    public Optional<byte[]> after(String path, Function<String, Optional<byte[]>> stored) {
        for (int i = images.size() - 1; i >= 0; i--) {
            Image image = images.get(i);
            Images before = new Images(home, images.subList(0, i));
            if (!image.touches(path)) {
                continue;
            }
            if (image instanceof Image.Put put) {
                return Optional.of(put.content().bytes());
            }
            if (image instanceof Image.Append append) {
                return Optional.of(joined(before.after(path, stored).orElse(new byte[0]), append));
            }
            if (image instanceof Image.Move move && move.path().equals(path)) {
                return before.after(move.from(), stored).or(() -> before.after(path, stored));
            }
            return Optional.empty();
        }
        return stored.apply(path);
    }

    private byte[] joined(byte[] before, Image.Append append) {
        int offset = Math.toIntExact(append.offset());
        if (before.length < offset) {
            throw Failures.damaged(home.resolve(append.path()), "it is shorter than it was");
        }
        byte[] added = append.content().bytes();
        byte[] content = Arrays.copyOf(before, offset + added.length);
        System.arraycopy(added, 0, content, offset, added.length);
        return content;
    }

    /** Leaves the names that a folder then has. */
    public void list(String folder, Set<String> names) {
        images.forEach(image -> count(image, folder + "/", names));
    }

    private static void count(Image image, String prefix, Set<String> names) {
        if (image instanceof Image.Move move && move.from().startsWith(prefix)) {
            names.remove(move.from().substring(prefix.length()));
        }
        if (!image.path().startsWith(prefix)) {
            return;
        }
        String name = image.path().substring(prefix.length());
        if (image instanceof Image.Delete) {
            names.remove(name);
        } else {
            names.add(name);
        }
    }
}
