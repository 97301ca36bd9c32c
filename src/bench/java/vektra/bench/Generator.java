package vektra.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sends numbered messages of 200 bytes: frames of RFC 5424 with octet count to a port, or lines to its output.
 *
 * <p>Like most clients, it connects again and sends the chunk again when a write failed.
 */
final class Generator {
    private static final int SIZE = 200;
    private static final int DIGITS = 10;
    private static final String HEAD = "196 <134>1 2026-01-02T03:04:05.678901Z box1 app web.1 - - ";

    private final int port;
    private final byte[] chunk;
    private final int each;
    private OutputStream out;

    private Generator(int port) throws IOException, InterruptedException {
        this.port = port;
        each = lines() ? 150 : 300;
        chunk = message(lines()).repeat(each).getBytes(StandardCharsets.US_ASCII);
        out = lines() ? new FileOutputStream(FileDescriptor.out) : connected();
    }

    /**
     * The call of the generator.
     *
     * @param port where frames go; 0 for lines
     * @param rate messages a second; 0 for as many as can be
     */
    static List<String> command(int port, int count, int rate) {
        return Workshop.java(
                List.of(), Generator.class, Integer.toString(port), Integer.toString(count), Integer.toString(rate));
    }

    public static void main(String[] argv) throws Exception {
        new Generator(Integer.parseInt(argv[0])).send(Integer.parseInt(argv[1]), Integer.parseInt(argv[2]));
    }

    private boolean lines() {
        return port == 0;
    }

    private void send(int count, int rate) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int sent = 0; sent < count; ) {
            int now = Math.min(each, count - sent);
            for (int i = 0; i < now; i++) {
                number((i + 1) * SIZE - (lines() ? 1 : 0), sent + i);
            }
            write(now * SIZE);
            sent += now;
            long ahead = rate == 0 ? 0 : start + sent * 1_000_000_000L / rate - System.nanoTime();
            if (ahead > 0) {
                Thread.sleep(ahead / 1_000_000, (int) (ahead % 1_000_000));
            }
        }
        out.close();
    }

    private void write(int length) throws IOException, InterruptedException {
        while (true) {
            try {
                out.write(chunk, 0, length);
                return;
            } catch (IOException e) {
                if (lines()) {
                    throw e;
                }
                out = connected();
            }
        }
    }

    private OutputStream connected() throws IOException, InterruptedException {
        return Port.connect(port, 600).getOutputStream();
    }

    private static String message(boolean line) {
        String head = line ? "" : HEAD;
        String end = " " + "0".repeat(DIGITS) + (line ? "\n" : "");
        return head + "x".repeat(SIZE - head.length() - end.length()) + end;
    }

    private void number(int end, int number) {
        int rest = number;
        for (int i = end - 1; i >= end - DIGITS; i--) {
            chunk[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
