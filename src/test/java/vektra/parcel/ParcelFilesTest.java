package vektra.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vektra.model.ExportKey;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.Parcels;

class ParcelFilesTest {
    private static final ExportKey KEY = key('a');
    private static final ExportKey PASSPHRASE =
            new ExportKey(ExportKey.Kind.PASSPHRASE, new Secret("correct horse battery"));
    private static final int SEALED = Chunks.SIZE + Chunks.TAG;

    private final Parcels parcels = new ParcelFiles(Clock.systemUTC());

    private static ExportKey key(char letter) {
        return new ExportKey(
                ExportKey.Kind.KEY, new Secret(String.valueOf(letter).repeat(43) + "="));
    }

    private byte[] written(ExportKey key, Map<String, byte[]> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parcels.write(out, key, packer -> content.forEach(packer::add));
        return out.toByteArray();
    }

    private Map<String, byte[]> read(byte[] file, ExportKey key) {
        Map<String, byte[]> all = new TreeMap<>();
        parcels.read(
                new ByteArrayInputStream(file), "it", key, (name, content) -> all.put(name, content.readAllBytes()));
        return all;
    }

    private static Map<String, byte[]> large() {
        byte[] noise = new byte[3 * Chunks.SIZE];
        new Random(7).nextBytes(noise);
        return Map.of("records/apps/shop.json", noise);
    }

    private static void refused(ThrowingCallable reading, String... gist) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                .satisfies(e -> Arrays.stream(gist)
                        .forEach(words -> assertThat(e.getMessage() + " -> " + ((VektraException) e).hint())
                                .contains(words)));
    }

    @Test
    void what_was_written_is_read() {
        Map<String, byte[]> content = Map.of("one", "1".getBytes(UTF_8), "none", new byte[0]);
        for (ExportKey key : new ExportKey[] {KEY, PASSPHRASE, ExportKey.NONE}) {
            assertThat(read(written(key, content), key)).containsExactlyInAnyOrderEntriesOf(content);
        }
        assertThat(read(written(KEY, large()), KEY).get("records/apps/shop.json"))
                .isEqualTo(large().get("records/apps/shop.json"));
    }

    @Test
    void an_encrypted_one_shows_nothing_of_what_is_in_it() {
        String file = new String(
                written(
                        KEY,
                        Map.of("records/apps/shop.json", "secret".repeat(50).getBytes(UTF_8))),
                UTF_8);
        assertThat(file).startsWith("vektra-export 1\n").doesNotContain("shop", "secret");
    }

    @Test
    void any_bit_that_differs_is_found() {
        byte[] file = written(KEY, Map.of("one", "1".getBytes(UTF_8)));
        for (int i = 0; i < file.length * 8; i++) {
            byte[] flipped = file.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            refused(() -> read(flipped, KEY));
        }
    }

    @Test
    void any_bit_of_a_plain_one_that_differs_is_found_or_means_nothing() {
        Map<String, byte[]> content = Map.of("one", "1".getBytes(UTF_8));
        byte[] file = written(ExportKey.NONE, content);
        for (int i = 0; i < file.length * 8; i++) {
            byte[] flipped = file.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            try {
                assertThat(read(flipped, ExportKey.NONE)).containsExactlyEntriesOf(content);
            } catch (VektraException e) {
                assertThat(e.kind()).isEqualTo(Kind.INVALID);
            }
        }
    }

    @Test
    void one_that_is_cut_anywhere_is_found() {
        byte[] file = written(KEY, Map.of("one", "1".getBytes(UTF_8)));
        byte[] plain = written(ExportKey.NONE, Map.of("one", "1".getBytes(UTF_8)));
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            refused(() -> read(cut, KEY));
        }
        for (int length = 0; length < plain.length; length++) {
            byte[] cut = Arrays.copyOf(plain, length);
            refused(() -> read(cut, ExportKey.NONE));
        }
    }

    @Test
    void chunks_that_are_left_out_exchanged_repeated_or_added_are_found() {
        byte[] file = written(KEY, large());
        int start = Cover.LENGTH;
        refused(() -> read(Arrays.copyOf(file, start + 2 * SEALED), KEY), "cut off or changed");
        byte[] exchanged = file.clone();
        System.arraycopy(file, start, exchanged, start + SEALED, SEALED);
        System.arraycopy(file, start + SEALED, exchanged, start, SEALED);
        refused(() -> read(exchanged, KEY), "changed at byte " + start);
        byte[] without = new byte[file.length - SEALED];
        System.arraycopy(file, 0, without, 0, start);
        System.arraycopy(file, start + SEALED, without, start, without.length - start);
        refused(() -> read(without, KEY));
        byte[] more = Arrays.copyOf(file, file.length + 1);
        refused(() -> read(more, KEY));
        // of another file with the same key
        byte[] other = written(KEY, large());
        byte[] mixed = file.clone();
        System.arraycopy(other, start, mixed, start, SEALED);
        refused(() -> read(mixed, KEY));
    }

    @Test
    void another_key_a_missing_one_and_a_needless_one_are_named() {
        byte[] file = written(KEY, Map.of());
        refused(() -> read(file, key('b')), "another key");
        refused(() -> read(file, PASSPHRASE), "encrypted with a key", "key-file");
        refused(() -> read(file, ExportKey.NONE), "encrypted with a key");
        byte[] closed = written(PASSPHRASE, Map.of());
        refused(
                () -> read(closed, new ExportKey(ExportKey.Kind.PASSPHRASE, new Secret("correct horse batterz"))),
                "another passphrase");
        refused(() -> read(written(ExportKey.NONE, Map.of()), KEY), "is not encrypted");
        refused(
                () -> written(new ExportKey(ExportKey.Kind.KEY, new Secret("short")), Map.of()),
                "not 32 bytes in base64");
        refused(() -> read("#!/bin/sh\n".repeat(20).getBytes(UTF_8), KEY), "was not written by home:export");
    }

    @Test
    void a_name_that_leads_out_of_the_home_is_refused() {
        byte[] file = written(ExportKey.NONE, Map.of("files/../../.bashrc", new byte[0]));
        refused(() -> read(file, ExportKey.NONE), "lies outside");
    }
}
