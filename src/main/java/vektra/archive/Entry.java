package vektra.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One thing in an archive.
 *
 * @param path below the folder, with slashes
 * @param mode the nine bits of its permissions
 * @param millis when it was changed
 * @param size of a file's content
 * @param link what a link leads to: for a hard one, the path of another entry
 * @param notes extended attributes of the user
 */
public record Entry(
        Type type,
        String path,
        int mode,
        int uid,
        int gid,
        long millis,
        long size,
        String link,
        Map<String, byte[]> notes) {

    /** As tar marks them. */
    public enum Type {
        FILE('0'),
        HARD_LINK('1'),
        LINK('2'),
        FOLDER('5');

        final char mark;

        Type(char mark) {
            this.mark = mark;
        }

        static Type of(char mark) throws IOException {
            for (Type type : values()) {
                if (type.mark == mark) {
                    return type;
                }
            }
            throw new Damaged("it has an entry of an unknown kind");
        }
    }

    /** Where it belongs below a folder; a path that leads out of it is an error. */
    Path in(Path root) throws IOException {
        return below(root, path);
    }

    /** Where a hard link leads to. */
    Path target(Path root) throws IOException {
        return below(root, link);
    }

    private static Path below(Path root, String path) throws IOException {
        boolean inside = !path.isEmpty()
                && List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!inside) {
            throw new Damaged("its entry " + path + " lies outside of it");
        }
        return root.resolve(path);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
