package vektra.logs.collect;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a file, or a pattern of names with {@code *}, {@code ?}, {@code [...]} or <code>{a,b}</code>.
 *
 * @param path absolute
 */
public record Glob(Path path) {
    private static final Pattern WILD = Pattern.compile("[*?\\[{]");

    /** Whether it is no pattern, or there is a file of just that name. */
    boolean literal() {
        return !wild(path) || Files.exists(path);
    }

    /** The files that it stands for at this moment; a literal name stands for itself whether it is there or not. */
    List<Path> files() {
        if (literal()) {
            return List.of(path);
        }
        Path root = path.getRoot();
        Path base = root == null ? path : root;
        for (Path name : path) {
            if (wild(name)) {
                break;
            }
            base = base.resolve(name);
        }
        int depth = path.toString().contains("**") ? Integer.MAX_VALUE : path.getNameCount() - base.getNameCount();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path);
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(base, Set.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && matcher.matches(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // what was found before counts; it is looked for again
        }
        return found;
    }

    private static boolean wild(Path path) {
        return WILD.matcher(path.toString()).find();
    }
}
