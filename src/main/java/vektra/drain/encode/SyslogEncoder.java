package vektra.drain.encode;

import java.nio.charset.StandardCharsets;
import vektra.model.logs.LogLine;

/** Makes frames of lines, cut before they are counted, so that no count and no frame can go wrong. */
public final class SyslogEncoder implements Encoder {
    private static final byte[] BOM = "\ufeff".getBytes(StandardCharsets.UTF_8);
    private static final String LONGEST_PART = "12345.123456";
    /** Even a head that fills a frame leaves so much for the message. */
    private static final int LEAST_ROOM = 64;

    private final Form form;
    private final Framing framing;
    private final byte[] mark;
    private final int longest;
    private final Clean clean;
    private final Bytes head = new Bytes();
    private final Bytes foot = new Bytes();

    /**
     * @param keep whether control characters that break no frame stay what they are
     * @param mark whether a byte order mark says that the message is UTF-8
     * @param longest bytes of a frame, without its count
     */
    public SyslogEncoder(Form form, Framing framing, boolean keep, boolean mark, int longest) {
        this.form = form;
        this.framing = framing;
        this.mark = mark ? BOM : new byte[0];
        this.longest = longest;
        this.clean = new Clean(framing.escapes(keep));
    }

    @Override
    public void encode(LogLine line, Bytes out) {
        clean.read(line);
        String piece = line.part() == 0 ? "" : String.valueOf(line.part());
        foot.clear();
        form.foot(line, foot);
        head(line, piece);
        if (clean.length() <= room()) {
            frame(clean.from(), clean.to(), out);
            return;
        }
        head(line, LONGEST_PART);
        int room = Math.max(LEAST_ROOM, room());
        int parts = 0;
        for (int at = clean.from(); at < clean.to(); at = clean.end(at, room)) {
            parts++;
        }
        int at = clean.from();
        for (int part = 1; part <= parts; part++) {
            // the number of parts that a piece of a longer line is one of is not known
            head(line, piece.isEmpty() ? part + "/" + parts : piece + "." + part);
            int end = clean.end(at, room);
            frame(at, end, out);
            at = end;
        }
    }

    private void head(LogLine line, String part) {
        head.clear();
        form.head(line, part, head);
    }

    private int room() {
        return longest - head.length() - foot.length() - mark.length - (framing == Framing.OCTET ? 0 : 1);
    }

    private void frame(int from, int to, Bytes out) {
        if (from < to) {
            head.put(mark);
        } else if (head.endsWith(' ')) {
            head.cut(head.length() - 1);
        }
        if (framing != Framing.LF) {
            out.decimal(head.length() + (to - from) + foot.length() + (framing == Framing.OCTET_LF ? 1 : 0));
            out.put(' ');
        }
        out.put(head);
        out.put(clean.bytes(), from, to);
        out.put(foot);
        if (framing != Framing.OCTET) {
            out.put('\n');
        }
    }
}
