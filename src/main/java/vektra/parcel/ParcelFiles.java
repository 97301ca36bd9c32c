package vektra.parcel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.function.Consumer;
import vektra.archive.ArchiveReader;
import vektra.archive.Damaged;
import vektra.archive.PackWriter;
import vektra.model.ExportKey;
import vektra.model.text.FileFailure;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Parcels;

/** Files that are a tar archive, compressed by gzip, and encrypted unless they are to be plain. */
public record ParcelFiles(Clock clock) implements Parcels {
    private static final int BUFFER = 1 << 17;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    @Override
    public void write(OutputStream to, ExportKey key, Consumer<Packer> content) {
        try {
            if (key.kind() == ExportKey.Kind.NONE) {
                pack(to, content);
                return;
            }
            Cover cover = Cover.fresh(key);
            to.write(cover.bytes());
            SealedOutput sealed = new SealedOutput(to, new Chunks(cover.key(key), cover.bytes()));
            pack(sealed, content);
            sealed.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pack(OutputStream to, Consumer<Packer> content) throws IOException {
        PackWriter writer = new PackWriter(to);
        content.accept(new Packer() {
            @Override
            public void add(String name, byte[] bytes) {
                try {
                    writer.add(name, bytes, clock.millis());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void add(String name, Path file) {
                try {
                    writer.add(name, file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        writer.finish();
    }

    @Override
    public void read(InputStream file, String name, ExportKey key, Taker taker) {
        try (PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(file, BUFFER), GZIP.length)) {
            byte[] first = in.readNBytes(GZIP.length);
            in.unread(first);
            if (!Arrays.equals(first, GZIP)) {
                opened(in, name, key, taker);
            } else if (key.kind() == ExportKey.Kind.NONE) {
                unpack(in, taker);
            } else {
                throw VektraException.invalid(name + " is not encrypted, although a key is given", "leave the key out");
            }
        } catch (IOException e) {
            throw new VektraException(
                    Kind.INVALID,
                    name + " cannot be used: " + FileFailure.reason(e),
                    "nothing was changed; copy the file again, or use another one",
                    e);
        }
    }

    private static void opened(InputStream in, String name, ExportKey key, Taker taker) throws IOException {
        Cover cover = Cover.read(in);
        if (cover == null) {
            throw VektraException.invalid(
                    name + " was not written by home:export, or by a newer version of Vektra", null);
        }
        SealedInput opened = new SealedInput(in, new Chunks(cover.key(key), cover.bytes()));
        unpack(opened, taker);
        opened.drain();
    }

    private static void unpack(InputStream in, Taker taker) throws IOException {
        ArchiveReader.read(in, (entry, content) -> {
            if (Arrays.asList(entry.path().split("/", -1)).contains("..")
                    || entry.path().startsWith("/")) {
                throw new Damaged("its entry " + entry.path() + " lies outside of it");
            }
            taker.take(entry.path(), content);
        });
    }
}
