package vektra.store.etcd;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import vektra.store.journal.Image;
import vektra.store.journal.Images;

/**
 * Files stored under keys. Appended content gets a key of its own, named by its offset, so that a long history is not
 * rewritten; and etcd accepts no value of more than 1.5 MiB.
 */
final class Pieces {
    /** The maximum size of a piece, in bytes. */
    static final int LONGEST = 1 << 19;

    private Pieces() {}

    /** The content of a file, from its parts in order. */
    static byte[] joined(List<Entry> parts) {
        if (parts.size() == 1) {
            return parts.get(0).value();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        parts.forEach(part -> content.writeBytes(part.value()));
        return content.toByteArray();
    }

    /** Merges images so that each file has at most one and none depends on another file; appends stay appends. */
    static List<Image> merged(List<Image> images, Images none, Function<String, Optional<byte[]>> stored) {
        Map<String, Image> merged = new LinkedHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            Images before = new Images(none.home(), images.subList(0, i));
            Image known = merged.get(image.path());
            if (image instanceof Image.Move move) {
                Optional<byte[]> moved = before.after(move.from(), stored);
                if (moved.isPresent()) {
                    merged.put(move.path(), new Image.Put(move.path(), Image.Text.of(moved.get())));
                    merged.put(move.from(), new Image.Delete(move.from()));
                }
            } else if (image instanceof Image.Append append && known instanceof Image.Append begun) {
                String both = begun.content().text() + append.content().text();
                merged.put(append.path(), new Image.Append(append.path(), begun.offset(), new Image.Text(both)));
            } else if (image instanceof Image.Append append && known != null) {
                byte[] content = new Images(none.home(), images.subList(0, i + 1))
                        .after(append.path(), stored)
                        .orElseThrow();
                merged.put(append.path(), new Image.Put(append.path(), Image.Text.of(content)));
            } else if (!(image instanceof Image.Log)) {
                merged.put(image.path(), image);
            }
        }
        return new ArrayList<>(merged.values());
    }

    /** The operations of an image, to be added to transactions in order; repeating them has no effect. */
    static List<Consumer<Txn>> of(Image image, Keys keys) {
        String file = keys.file(image.path());
        List<Consumer<Txn>> parts = new ArrayList<>();
        if (image instanceof Image.Put put) {
            byte[] content = put.content().bytes();
            String last = file;
            for (int from = 0; from == 0 || from < content.length; from += LONGEST) {
                String key = Keys.part(file, from);
                byte[] piece = piece(content, from);
                if (from > 0) {
                    parts.add(gap(last, key));
                }
                parts.add(txn -> txn.put(key, piece));
                last = key;
            }
            if (content.length > 0) {
                // an empty file is only a mark and never has more parts
                parts.add(gap(last, Keys.end(file)));
            }
        } else if (image instanceof Image.Append append) {
            byte[] content = append.content().bytes();
            for (int from = 0; from < content.length; from += LONGEST) {
                String key = Keys.part(file, append.offset() + from);
                byte[] piece = piece(content, from);
                parts.add(txn -> txn.put(key, piece));
            }
        } else if (image instanceof Image.Delete) {
            parts.add(txn -> txn.delete(file, Keys.end(file)));
        }
        return parts;
    }

    private static Consumer<Txn> gap(String after, String before) {
        return txn -> txn.delete(after + "\0", before);
    }

    static byte[] piece(byte[] content, int from) {
        int length = Math.min(LONGEST, content.length - from);
        byte[] piece = new byte[length];
        System.arraycopy(content, from, piece, 0, length);
        return piece;
    }
}
