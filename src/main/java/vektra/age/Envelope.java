package vektra.age;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import vektra.model.age.Recipient;

/**
 * A file, encrypted while it is read. It can be read again, from any of its bytes, and is the same each time: a server wants
 * to know a digest before it gets what it is of.
 */
public final class Envelope {
    private final Path file;
    private final long plain;
    private final byte[] first;
    private final Chunks chunks;

    /** @param file does not change meanwhile */
    public Envelope(Path file, List<Recipient> recipients) throws IOException {
        this.file = file;
        this.plain = Files.size(file);
        byte[] fileKey = Header.fileKey();
        byte[] header = Header.written(recipients, fileKey);
        byte[] nonce = Keys.random(Chunks.NONCE);
        this.first = Arrays.copyOf(header, header.length + nonce.length);
        System.arraycopy(nonce, 0, first, header.length, nonce.length);
        this.chunks = Chunks.of(fileKey, nonce);
    }

    /** How many bytes it has when it is encrypted. */
    public long size() {
        return first.length + plain + count() * (Chunks.SEALED - Chunks.SIZE);
    }

    private long count() {
        return Math.max(1, (plain + Chunks.SIZE - 1) / Chunks.SIZE);
    }

    /** What it has from that byte on. */
    public InputStream from(long at) throws IOException {
        if (at < first.length) {
            return new SequenceInputStream(
                    new ByteArrayInputStream(first, (int) at, first.length - (int) at), new Encrypting(0));
        }
        Encrypting rest = new Encrypting((at - first.length) / Chunks.SEALED);
        try {
            rest.skipNBytes((at - first.length) % Chunks.SEALED);
            return rest;
        } catch (IOException | RuntimeException e) {
            rest.close();
            throw e;
        }
    }

    /** The chunks from one on. */
    private final class Encrypting extends InputStream {
        private final InputStream in;
        private long number;
        private byte[] sealed = new byte[0];
        private int at;

        private Encrypting(long number) throws IOException {
            this.number = number;
            FileChannel channel = FileChannel.open(file);
            this.in = Channels.newInputStream(channel.position(number * Chunks.SIZE));
        }

        @Override
        public int read() throws IOException {
            return filled() ? sealed[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!filled()) {
                return -1;
            }
            int some = Math.min(length, sealed.length - at);
            System.arraycopy(sealed, at, bytes, offset, some);
            at += some;
            return some;
        }

        private boolean filled() throws IOException {
            if (at == sealed.length && number < count()) {
                boolean last = number == count() - 1;
                int wanted = last ? (int) (plain - number * Chunks.SIZE) : Chunks.SIZE;
                byte[] content = in.readNBytes(wanted);
                if (content.length < wanted) {
                    throw new Unusable("it has become shorter while it was read");
                }
                sealed = chunks.sealed(number, last, content);
                number++;
                at = 0;
            }
            return at < sealed.length;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
