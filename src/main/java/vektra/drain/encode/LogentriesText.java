package vektra.drain.encode;

import java.nio.charset.StandardCharsets;
import vektra.model.logs.LogLine;

/** A line for Logentries: the token, the message, and U+2028 where the message has a line feed. */
public final class LogentriesText implements Encoder {
    /** In UTF-16 units, as its own clients count. */
    private static final int LONGEST = 65_536;

    private final byte[] token;
    private final boolean names;
    private final Clean clean = new Clean(Escapes.separator());

    /** @param names whether app and process come before the message */
    public LogentriesText(String token, boolean names) {
        this.token = (token + " ").getBytes(StandardCharsets.UTF_8);
        this.names = names;
    }

    @Override
    public void encode(LogLine line, Bytes out) {
        clean.read(line);
        int at = clean.from();
        do {
            int end = end(at);
            out.put(token);
            if (names) {
                out.put("app=" + Ascii.field(line.stream().app(), LONGEST) + " process="
                        + Ascii.field(line.stream().process(), LONGEST) + " ");
            }
            out.put(clean.bytes(), at, end);
            out.put('\n');
            at = end;
        } while (at < clean.to());
    }

    private int end(int start) {
        if (clean.to() - start <= LONGEST) {
            return clean.to();
        }
        int units = 0;
        int at = start;
        while (at < clean.to()) {
            int first = clean.bytes()[at] & 0xff;
            int bytes = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
            units += bytes == 4 ? 2 : 1;
            if (units > LONGEST) {
                return at;
            }
            at += bytes;
        }
        return at;
    }
}
