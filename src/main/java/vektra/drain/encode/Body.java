package vektra.drain.encode;

import java.util.HexFormat;
import vektra.model.logs.LogLine;
import vektra.model.name.Id;
import vektra.model.text.Sha256;

/** Collects the lines of a request. */
public final class Body {
    private static final int ID_BYTES = 16;

    private final Encoder encoder;
    private final byte[] between;
    private final Bytes lines = new Bytes();
    private int count;
    private long first;
    private long last;

    /** @param between what stands between two lines */
    public Body(Encoder encoder, String between) {
        this.encoder = encoder;
        this.between = Ascii.bytes(between);
    }

    public void add(LogLine line) {
        if (count == 0) {
            first = line.sequence();
        } else {
            lines.put(between);
        }
        encoder.encode(line, lines);
        last = line.sequence();
        count++;
    }

    public Bytes lines() {
        return lines;
    }

    public int count() {
        return count;
    }

    public void clear() {
        lines.clear();
        count = 0;
    }

    /** The same for the same lines of the same drain, by which a receiver knows a request that is repeated. */
    public String id(Id drain) {
        byte[] digest = Sha256.of(drain + ":" + first + ":" + last);
        return HexFormat.of().withUpperCase().formatHex(digest, 0, ID_BYTES);
    }
}
