package vektra.archive;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The line behind an archive's end. */
final class Checksum {
    private static final String WORD = "vektra-archive 1 sha256 ";

    private Checksum() {}

    static String line(MessageDigest digest, Contents contents) {
        return WORD + HexFormat.of().formatHex(digest.digest()) + " " + contents.files() + " " + contents.bytes() + " "
                + contents.changed() + "\n";
    }

    /** What the line says of an archive with that digest; a line that says something else is an error. */
    static Contents check(String line, MessageDigest digest) throws Damaged {
        String[] parts = line.strip().split(" ", -1);
        if (parts.length == 7 && Stream.of(parts).skip(4).allMatch(part -> part.matches("[0-9]{1,18}"))) {
            Contents contents =
                    new Contents(Long.parseLong(parts[4]), Long.parseLong(parts[5]), Long.parseLong(parts[6]));
            if (line(digest, contents).equals(line)) {
                return contents;
            }
        }
        throw new Damaged("its checksum is wrong");
    }
}
