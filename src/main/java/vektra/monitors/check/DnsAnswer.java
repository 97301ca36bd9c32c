package vektra.monitors.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a name server says of the addresses of a name, by RFC 1035; aliases that lead to them are passed over.
 *
 * @param code 0 when the name exists
 */
record DnsAnswer(int code, List<String> addresses) {
    static final int A = 1;
    static final int AAAA = 28;
    static final int NO_SUCH_NAME = 3;

    private static final int HEADER = 12;
    private static final int RECURSE = 0x0100;
    private static final int RESPONSE = 0x8000;
    private static final int INTERNET = 1;
    private static final int CODE = 0x0f;
    private static final int POINTER = 0xc0;

    /** The question for addresses of a kind. */
    static byte[] question(int id, String name, int type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int number : new int[] {id, RECURSE, 1, 0, 0, 0}) {
            write(out, number);
        }
        for (String label : name.replaceFirst("\\.$", "").split("\\.", -1)) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        write(out, type);
        write(out, INTERNET);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int number) {
        out.write(number >> 8);
        out.write(number);
    }

    /** Whether a datagram answers that question, and not another. */
    static boolean answers(ByteBuffer answer, byte[] question) {
        boolean same = answer.remaining() >= question.length
                && (answer.getShort(2) & RESPONSE) != 0
                && answer.get(0) == question[0]
                && answer.get(1) == question[1];
        for (int i = HEADER; same && i < question.length; i++) {
            same = Character.toLowerCase(answer.get(i)) == Character.toLowerCase(question[i]);
        }
        return same;
    }

    /** @param question the one that it answers */
    static DnsAnswer of(ByteBuffer answer, byte[] question, int type) throws IOException {
        try {
            List<String> addresses = new ArrayList<>();
            int code = answer.getShort(2) & CODE;
            int count = answer.getShort(6) & 0xffff;
            answer.position(question.length);
            for (int i = 0; i < count; i++) {
                skipName(answer);
                int found = answer.getShort();
                answer.position(answer.position() + 6);
                byte[] data = new byte[answer.getShort() & 0xffff];
                answer.get(data);
                if (found == type && data.length == (type == A ? 4 : 16)) {
                    addresses.add(InetAddress.getByAddress(data).getHostAddress());
                }
            }
            return new DnsAnswer(code, addresses);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("the answer of the name server is torn", e);
        }
    }

    private static void skipName(ByteBuffer answer) {
        for (int length = answer.get() & 0xff; length != 0; length = answer.get() & 0xff) {
            if (length >= POINTER) {
                answer.get();
                return;
            }
            answer.position(answer.position() + length);
        }
    }
}
