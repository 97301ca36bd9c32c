package vektra.provider.mariadb.dump;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.file.DumpFile;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** A dump that another system made, of MariaDB or MySQL. */
public final class Foreign {
    private static final int HEAD = 1 << 16;
    private static final int LONGEST_LINE = 200;
    private static final Pattern DATABASE = Pattern.compile("(?m)^USE `((?:[^`]|``)+)`;");
    private static final Pattern DUMP = Pattern.compile("(?m)^-- (?:MySQL|MariaDB) dump ");
    private static final String END = "-- Dump completed";

    private Foreign() {}

    /** The name that it uses for its database; empty in one that names none. */
    public static String database(Archive archive) {
        Matcher name = DATABASE.matcher(head(archive));
        return name.find() ? name.group(1).replace("``", "`") : "";
    }

    private static String head(Archive archive) {
        return archive.read(text -> new String(text.readNBytes(HEAD), StandardCharsets.UTF_8));
    }

    /** Reads all of it, and says what it holds; what is no text, or is damaged, is INVALID. */
    public static String holds(Path file) {
        if (Files.isDirectory(file)) {
            throw VektraException.invalid(Shown.quoted(file.toString()) + " is a folder", "mariadb-dump writes a file");
        }
        try (DumpFile dump = DumpFile.read(file)) {
            Archive archive = new Archive(dump);
            String head = head(archive);
            if (head.isBlank() || head.indexOf('\0') >= 0) {
                throw VektraException.invalid(
                        Shown.quoted(file.toString()) + " holds no statements", "mariadb-dump makes a file that does");
            }
            Tail tail = new Tail();
            Contents contents = archive.read(text -> {
                try (InputStream all = tail.of(text)) {
                    return Script.pass(all, OutputStream.nullOutputStream(), new Script.Passage("", ""));
                }
            });
            if (DUMP.matcher(head).find() && !tail.text().contains(END)) {
                throw VektraException.invalid("the file breaks off: the end of the dump is missing", "dump it again");
            }
            return contents.words();
        } catch (VektraException e) {
            throw e.getCause() instanceof IOException
                    ? VektraException.invalid(String.valueOf(e.getMessage()), "dump it again")
                    : e;
        }
    }

    /** Old clients do not know the line that MariaDB's newer ones begin with. */
    public static InputStream withoutSandbox(InputStream text) throws IOException {
        BufferedInputStream in = new BufferedInputStream(text, HEAD);
        in.mark(LONGEST_LINE);
        String start = new String(in.readNBytes(LONGEST_LINE), StandardCharsets.ISO_8859_1);
        in.reset();
        int end = start.indexOf('\n');
        if (end > 0 && start.substring(0, end).contains("enable the sandbox mode")) {
            in.skipNBytes(end + 1L);
        }
        return in;
    }

    /** Keeps the end of what passes. */
    private static final class Tail {
        private final byte[] last = new byte[LONGEST_LINE];
        private long passed;

        InputStream of(InputStream in) {
            return new FilterInputStream(in) {
                @Override
                public int read() throws IOException {
                    int read = super.read();
                    if (read >= 0) {
                        keep((byte) read);
                    }
                    return read;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int read = super.read(bytes, offset, length);
                    for (int i = Math.max(0, read - LONGEST_LINE); i < read; i++) {
                        keep(bytes[offset + i]);
                    }
                    return read;
                }
            };
        }

        private void keep(byte one) {
            last[(int) (passed++ % LONGEST_LINE)] = one;
        }

        String text() {
            byte[] ordered = new byte[(int) Math.min(passed, LONGEST_LINE)];
            for (int i = 0; i < ordered.length; i++) {
                ordered[i] = last[(int) ((passed - ordered.length + i) % LONGEST_LINE)];
            }
            return new String(ordered, StandardCharsets.ISO_8859_1);
        }
    }
}
