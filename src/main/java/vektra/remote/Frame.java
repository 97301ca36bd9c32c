package vektra.remote;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One piece of an answer that comes as long as a command or a connection lasts: its kind, its length, its bytes. */
public final class Frame {
    private final Kind kind;
    private final byte[] bytes;

    public Frame(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /** What a piece is. */
    public enum Kind {
        /** Where input goes; the first of every answer. */
        BEGUN('B'),
        /** Of standard output, or from the server at the end of a connection. */
        OUT('O'),
        /** Of standard error. */
        ERR('E'),
        /** The command reads its standard input. */
        READ('R'),
        /** Nothing, to show that the connection holds. */
        STILL('S'),
        /** The exit code; the last of every answer. */
        END('X');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        private static Kind of(int letter) throws IOException {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IOException("unexpected byte " + letter);
        }
    }

    public static Frame of(Kind kind, String text) {
        return new Frame(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    public Kind kind() {
        return kind;
    }

    public byte[] bytes() {
        return bytes;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeByte(kind.letter);
        data.writeInt(bytes.length);
        data.write(bytes);
        data.flush();
    }

    /** The next one; an IOException where there is none, since an answer ends with {@code END}. */
    public static Frame read(DataInputStream in) throws IOException {
        Kind kind = Kind.of(in.readUnsignedByte());
        int length = in.readInt();
        if (length < 0 || length > Protocol.PIECE) {
            throw new IOException("a piece of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new Frame(kind, bytes);
    }
}
