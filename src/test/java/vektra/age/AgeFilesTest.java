package vektra.age;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.age.Identity;
import vektra.model.age.Recipient;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class AgeFilesTest {
    /** By age-keygen 1.1.1. */
    private static final String KEY = "AGE-SECRET-KEY-1PTZAFW090KMY73GF6M4YRZCSCKVSJEXR6UCNY06TT6UQVM6KUJXS4FXCYA";

    private static final Recipient RECIPIENT =
            new Recipient("age152gzxv00qgdlzxgap3gkpjtlsfkn8k6mnd4vleqmvyf0wfhwwc3ss9xns7");

    /** What age 1.1.1 wrote for it and for another one: "data of a backup". */
    private static final String BY_AGE =
            "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBEbk1wR2lqRDNhYVlma1ZiZTdHWnVveEIvdEt"
                    + "vS2owbnZrUHJLOGQwd2lNCk51ejlrTlJzSE9DQWZGUjA2clhDd0xTYlpTL0JYODAvV0NOS2JSNXNFZEUKLT4gWDI1NTE5IGhKdFVjbHJnS"
                    + "kR1MUxKVk9COFhDYVEwL05LazVnUXBTd0dzdWhRdGswVVEKK0VlakZocnlsYUpIQkdvK2pOTXp2b0tXbUx3THhkMWl3YlgxMHdLUlJPZwo"
                    + "tLS0gWXlMUitzbmlmM3J6cWZ6eGdxc1VINjJCcHdlUFhiTXpzWGZZTUlZazZvbwo0DMdBDx4zRVjMDN17ezKmJxxxbsWdINvYgUQr08UBQ"
                    + "m8YDuf/+5q88BV1+bdG8h4=";

    private static final AgeFiles FILES = new AgeFiles(Optional::empty);

    @TempDir
    Path folder;

    private static List<Identity> key() {
        return Identity.parse("# created: today\n" + KEY + "\n", "key.txt");
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] some(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] opened(Path file, List<Identity> with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FILES.open(file, with, out);
        return out.toByteArray();
    }

    private static byte[] sealed(Path plain, Recipient... recipients) throws IOException {
        return new Envelope(plain, List.of(recipients)).from(0).readAllBytes();
    }

    private static void refuses(Path file, List<Identity> with, String... says) {
        assertThatThrownBy(() -> opened(file, with))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                .hasMessageContainingAll(says);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65535, 65536, 65537, 131072, 200_000})
    void what_was_encrypted_is_read_again_and_can_be_read_from_any_byte(int length) throws IOException {
        byte[] content = some(length);
        Envelope envelope = new Envelope(file("plain", content), List.of(RECIPIENT));
        byte[] whole = envelope.from(0).readAllBytes();
        assertThat(envelope.size()).isEqualTo(whole.length);
        for (int at : new int[] {1, 150, whole.length / 2, whole.length - 17, whole.length - 1, whole.length}) {
            assertThat(envelope.from(at).readAllBytes()).isEqualTo(Arrays.copyOfRange(whole, at, whole.length));
        }
        Path file = file("sealed", whole);
        assertThat(FILES.isOne(file)).isTrue();
        assertThat(opened(file, key())).isEqualTo(content);
    }

    @Test
    void a_file_of_the_program_age_is_read() throws IOException {
        Path file = file("by-age", Base64.getDecoder().decode(BY_AGE));
        assertThat(opened(file, key())).asString(UTF_8).isEqualTo("data of a backup");
    }

    @Test
    void the_program_age_and_this_read_each_other() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/age")), "age is not installed");
        Path keys = file("key.txt", (KEY + "\n").getBytes(UTF_8));
        for (int length : new int[] {0, 1, 65536, 200_000}) {
            Path plain = file("plain", some(length));
            Path ours = file("ours", sealed(plain, Keys.recipient(Identity.of(some(32), true)), RECIPIENT));
            assertThat(age("-d", "-i", keys.toString(), ours.toString())).isEqualTo(some(length));
            byte[] theirs = age("-r", RECIPIENT.text(), plain.toString());
            assertThat(opened(file("theirs", theirs), key())).isEqualTo(some(length));
        }
    }

    private static byte[] age(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("/usr/bin/age"));
        line.addAll(List.of(arguments));
        Process age = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] out = age.getInputStream().readAllBytes();
        assertThat(age.waitFor()).isZero();
        return out;
    }

    @Test
    void one_that_was_cut_anywhere_or_changed_in_any_byte_is_refused() throws IOException {
        byte[] whole = sealed(file("plain", some(100)), RECIPIENT);
        for (int at = 0; at < whole.length; at++) {
            refuses(file("cut", Arrays.copyOf(whole, at)), key(), "cannot be used: ");
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            refuses(file("changed", changed), key(), "cannot be used: ");
        }
        refuses(file("longer", Arrays.copyOf(whole, whole.length + 1)), key(), "cut off or changed");
    }

    @Test
    void one_that_ends_between_two_chunks_or_has_them_exchanged_is_refused() throws IOException {
        byte[] whole = sealed(file("plain", some(3 * Chunks.SIZE)), RECIPIENT);
        int first = whole.length - 3 * Chunks.SEALED;
        refuses(file("cut", Arrays.copyOf(whole, whole.length - Chunks.SEALED)), key(), "at byte 65536 of its content");
        byte[] exchanged = whole.clone();
        System.arraycopy(whole, first, exchanged, first + Chunks.SEALED, Chunks.SEALED);
        System.arraycopy(whole, first + Chunks.SEALED, exchanged, first, Chunks.SEALED);
        refuses(file("exchanged", exchanged), key(), "at byte 0 of its content");
    }

    @Test
    void another_key_opens_nothing() throws IOException {
        Path file = file("sealed", sealed(file("plain", some(10)), RECIPIENT));
        refuses(file, List.of(Identity.of(some(32), false)), "encrypted for another key");
        refuses(file, List.of(), "no key is given");
        String passphrase = "age-encryption.org/v1\n-> scrypt AAAA 18\nAAAA\n--- AAAA\n";
        refuses(file("typed", passphrase.getBytes(UTF_8)), key(), "encrypted with a passphrase");
    }

    @Test
    void the_key_of_a_home_opens_what_is_for_the_home_without_being_named() throws IOException {
        byte[] key = some(32);
        AgeFiles home = new AgeFiles(() -> Optional.of(key));
        Path file = file("sealed", sealed(file("plain", some(10)), home.home()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        home.open(file, List.of(), out);
        assertThat(out.toByteArray()).isEqualTo(some(10));
        String text = Base64.getUrlEncoder().encodeToString(key);
        assertThat(opened(file, Identity.parse(text, "old.key"))).isEqualTo(some(10));
        refuses(file, List.of(Identity.of(key, false)), "encrypted for another key");
        assertThatThrownBy(FILES::home).hasMessage("no key of the home is set");
    }

    @Test
    void keys_are_read_and_mistyped_ones_refused() {
        assertThat(Keys.recipient(key().get(0))).isEqualTo(RECIPIENT);
        assertThat(Recipient.of(RECIPIENT.key())).isEqualTo(RECIPIENT);
        String text = RECIPIENT.text();
        for (String wrong : List.of(text.replace('5', '6'), text.substring(1), text + "q", "age1", "", KEY)) {
            assertThatThrownBy(() -> new Recipient(wrong)).isInstanceOf(VektraException.class);
        }
        for (String wrong : List.of("", "# none", KEY.replace('Z', 'Y'), text, "c2hvcnQ=")) {
            assertThatThrownBy(() -> Identity.parse(wrong, "key.txt"))
                    .isInstanceOf(VektraException.class)
                    .hasMessageNotContaining("AGE-SECRET");
        }
        assertThat(key().get(0)).asString().doesNotContain(key().get(0).secret().reveal());
    }
}
