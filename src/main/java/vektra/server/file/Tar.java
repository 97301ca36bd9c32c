package vektra.server.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Unpacks a tar archive: files, folders, links and their modes; long names of GNU and of pax. */
public final class Tar {
    private static final int BLOCK = 512;

    private final InputStream in;
    private final Path root;
    private final Map<Path, String> links = new LinkedHashMap<>();
    private String longName = "";
    private String longTarget = "";

    private Tar(InputStream in, Path root) {
        this.in = in;
        this.root = root.normalize();
    }

    public static void unpack(InputStream in, Path root) throws IOException {
        try {
            new Tar(in, root).unpack();
        } catch (NumberFormatException e) {
            throw new IOException("the archive is damaged", e);
        }
    }

    private void unpack() throws IOException {
        byte[] header = new byte[BLOCK];
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            entry(header);
        }
        if (header[0] != 0) {
            throw new IOException("the archive ends too soon");
        }
        // last, so that no file is written through a link
        for (Map.Entry<Path, String> link : links.entrySet()) {
            Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
        }
    }

    private void entry(byte[] header) throws IOException {
        long size = Long.parseLong("0" + text(header, 124, 12), 8);
        char type = (char) header[156];
        if (type == 'L' || type == 'K' || type == 'x' || type == 'g') {
            extension(type, in.readNBytes((int) size));
            in.skipNBytes(padding(size));
            return;
        }
        Path target = below(longName.isEmpty() ? name(header) : longName);
        String link = longTarget.isEmpty() ? text(header, 157, 100) : longTarget;
        longName = "";
        longTarget = "";
        Files.createDirectories(type == '5' ? target : parent(target));
        if (type == '5') {
            Files.setPosixFilePermissions(target, PrivateFiles.PUBLIC.value());
        }
        switch (type) {
            case '0', '\0' -> file(target, size, Integer.parseInt("0" + text(header, 100, 8), 8));
            case '1' -> Files.copy(below(link), target);
            case '2' -> {
                below(root.relativize(parent(target)).resolve(link).toString());
                links.put(target, link);
            }
            default -> in.skipNBytes(type == '5' ? 0 : size + padding(size));
        }
    }

    private void file(Path target, long size, int mode) throws IOException {
        try (OutputStream out =
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new IOException("the archive ends too soon");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        in.skipNBytes(padding(size));
        Files.setPosixFilePermissions(target, permissions(mode));
    }

    private void extension(char type, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        switch (type) {
            case 'L' -> longName = text.replace("\0", "");
            case 'K' -> longTarget = text.replace("\0", "");
            case 'x' -> text.lines().forEach(this::paxRecord);
            default -> {}
        }
    }

    /** One line such as {@code 30 path=some/long/name}. */
    private void paxRecord(String line) {
        String record = line.substring(line.indexOf(' ') + 1);
        if (record.startsWith("path=")) {
            longName = record.substring("path=".length());
        } else if (record.startsWith("linkpath=")) {
            longTarget = record.substring("linkpath=".length());
        }
    }

    private Path below(String name) throws IOException {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("the archive's entry " + name + " lies outside of it");
        }
        return path;
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? root : parent;
    }

    private static String name(byte[] header) {
        // GNU has a space behind "ustar" and other things in the place of the prefix
        String prefix = header[262] == 0 ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8).strip();
    }

    private static long padding(long size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                set.add(all[i]);
            }
        }
        // the owner must be able to delete it again
        set.add(PosixFilePermission.OWNER_READ);
        set.add(PosixFilePermission.OWNER_WRITE);
        return set;
    }
}
