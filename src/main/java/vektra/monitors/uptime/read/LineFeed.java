package vektra.monitors.uptime.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.zip.ZipException;
import vektra.monitors.line.LineReader;

/** Gives the runs of a log, whatever its size, in a memory that does not grow with it. */
public final class LineFeed {
    /** So that what is read is still in the processor when it is looked at. */
    private static final int CHUNK = 1 << 16;

    /** Behind what was read: a line feed may be added. */
    private static final int REST = LineReader.ROOM + 1;

    /** No line of a monitor is as long. */
    private static final int LONGEST = 1 << 20;

    private final Scan scan;
    private byte[] bytes = new byte[CHUNK + REST];
    private int have;
    private boolean tooLong;
    private long passed;
    private boolean cutOff;

    /**
     * One that begins.
     *
     * @param bad how many lines were not whole of what is known of the log already
     */
    public LineFeed(SeriesTable table, Runs runs, long bad) {
        this.scan = new Scan(table, runs);
        scan.bad(bad);
    }

    /**
     * Reads all lines that have an end.
     *
     * @return the place behind the last whole line
     */
    public long read(ReadableByteChannel in) throws IOException {
        long taken = 0;
        while (more(in)) {
            int end = have;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            if (end == 0) {
                grow();
                continue;
            }
            taken += end;
            int at = 0;
            if (tooLong) {
                while (bytes[at] != '\n') {
                    at++;
                }
                at++;
                tooLong = false;
            }
            while (at < end) {
                at = scan.line(bytes, at);
            }
            System.arraycopy(bytes, end, bytes, 0, have - end);
            have -= end;
        }
        return taken == 0 ? 0 : taken + passed;
    }

    /** Reads what is behind them, which may be a line that is still written. */
    public void rest() {
        if (have > 0 && !tooLong) {
            bytes[have] = '\n';
            scan.line(bytes, 0);
        }
        end();
    }

    /** Gives what the last lines left open. */
    public void end() {
        scan.end();
    }

    /** How many lines were not whole. */
    public long bad() {
        return scan.bad();
    }

    /** A compressed log that was cut off is read as far as it goes. */
    private boolean more(ReadableByteChannel in) throws IOException {
        if (cutOff) {
            return false;
        }
        ByteBuffer into = ByteBuffer.wrap(bytes, have, bytes.length - REST - have);
        int before = have;
        try {
            in.read(into);
        } catch (EOFException | ZipException e) {
            scan.bad(1);
            cutOff = true;
        }
        have = into.position();
        return have > before;
    }

    private void grow() {
        if (have < bytes.length - REST) {
            return;
        }
        if (bytes.length < LONGEST) {
            bytes = Arrays.copyOf(bytes, (bytes.length - REST) * 2 + REST);
            return;
        }
        if (!tooLong) {
            scan.bad(1);
        }
        tooLong = true;
        passed += have;
        have = 0;
    }
}
