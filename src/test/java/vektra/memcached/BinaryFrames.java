package vektra.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** Requests of the binary protocol as bytes, and answers as text that tests can read. */
final class BinaryFrames {
    static final int OPAQUE = 0x01020304;

    private static final int HEADER = 24;

    private BinaryFrames() {}

    static byte[] request(int opcode, long cas, byte[] extras, String key, String value) {
        byte[] keyBytes = key.getBytes(ISO_8859_1);
        byte[] valueBytes = value.getBytes(ISO_8859_1);
        int body = extras.length + keyBytes.length + valueBytes.length;
        return header(opcode, keyBytes.length, extras.length, body, cas)
                .put(extras)
                .put(keyBytes)
                .put(valueBytes)
                .array();
    }

    static byte[] request(int opcode, String key) {
        return request(opcode, 0, new byte[0], key, "");
    }

    static byte[] storage(int opcode, long cas, int flags, int exptime, String key, String value) {
        return request(
                opcode,
                cas,
                ByteBuffer.allocate(8).putInt(flags).putInt(exptime).array(),
                key,
                value);
    }

    static byte[] arithmetic(int opcode, long cas, long delta, long initial, int exptime, String key) {
        byte[] extras = ByteBuffer.allocate(20)
                .putLong(delta)
                .putLong(initial)
                .putInt(exptime)
                .array();
        return request(opcode, cas, extras, key, "");
    }

    static byte[] timed(int opcode, int exptime, String key) {
        return request(opcode, 0, ByteBuffer.allocate(4).putInt(exptime).array(), key, "");
    }

    /** A request that lies about its length. */
    static byte[] withBodyLength(int length, byte[] request) {
        return ByteBuffer.wrap(request).putInt(8, length).array();
    }

    /**
     * One answer: {@code opcode status [cas=] [extras=hex] [key=] [value=]}, the numbers in hexadecimal.
     */
    static String readAnswer(RawClient client) {
        ByteBuffer header = ByteBuffer.wrap(client.read(HEADER));
        if (header.get(0) != (byte) 0x81 || header.getInt(12) != OPAQUE || header.get(5) != 0) {
            return "not an answer to this request: " + new String(header.array(), ISO_8859_1);
        }
        int extras = header.get(4) & 0xff;
        int key = header.getShort(2) & 0xffff;
        String body = new String(client.read(header.getInt(8)), ISO_8859_1);
        StringBuilder answer = new StringBuilder(String.format("%02x %02x", header.get(1), header.getShort(6)));
        append(answer, " cas=", header.getLong(16) == 0 ? "" : Long.toString(header.getLong(16)));
        StringBuilder hex = new StringBuilder();
        body.substring(0, extras).chars().forEach(b -> hex.append(String.format("%02x", b)));
        append(answer, " extras=", hex.toString());
        append(answer, " key=", body.substring(extras, extras + key));
        append(answer, " value=", body.substring(extras + key));
        return answer.toString();
    }

    private static void append(StringBuilder answer, String name, String value) {
        if (!value.isEmpty()) {
            answer.append(name).append(value);
        }
    }

    private static ByteBuffer header(int opcode, int keyLength, int extrasLength, int bodyLength, long cas) {
        return ByteBuffer.allocate(HEADER + bodyLength)
                .put((byte) 0x80)
                .put((byte) opcode)
                .putShort((short) keyLength)
                .put((byte) extrasLength)
                .put(new byte[3])
                .putInt(bodyLength)
                .putInt(OPAQUE)
                .putLong(cas);
    }
}
